"""Tests of wsviz.serve: with the real HAProxy, and two workers at most."""
