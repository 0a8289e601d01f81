"""The blueprint that every page of this package joins."""

from flask import Blueprint

bp = Blueprint("learning", __name__)
