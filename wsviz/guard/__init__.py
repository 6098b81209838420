"""Bytes and wishes of people, met without trust: how they are opened, and how they are refused."""
