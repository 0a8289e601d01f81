"""What the benchmarks serve: the product with a route that says hello, and beside it a bare Flask application."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from accounts.permissions import public
from app import create_app
from benchmarks.measure import BARE, HELLO
from core.settling import settle


def hello_world() -> str:
    """Say hello."""
    return "Hello, World!"


product = create_app()
product.add_url_rule(HELLO, "hello_world", public(hello_world))
bare = Flask("bare")
bare.add_url_rule("/", "hello_world", hello_world)

app = DispatcherMiddleware(product.wsgi_app, {BARE.rstrip("/"): bare.wsgi_app})
settle()  # as wsgi.py does
