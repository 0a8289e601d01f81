"""What the benchmarks serve: the product, and beside it in the same process a bare Flask application that says hello."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app
from benchmarks.measure import HELLO

hello = Flask("hello")


@hello.get("/")
def hello_world() -> str:
    """Say hello."""
    return "Hello, World!"


app = DispatcherMiddleware(create_app().wsgi_app, {HELLO.rstrip("/"): hello.wsgi_app})
