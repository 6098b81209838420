"""`python -m wsviz.serve`: several workers of the app behind HAProxy.

worker     one process `streamlit run app.py` on a loopback port; one core, its own sessions
visitor    a browser; a cookie brings it back to its worker
generation the workers that started together; a rolling restart begins the next one
to drain   to keep one's visitors and take no new ones
"""
