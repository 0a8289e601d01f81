"""The blueprint all pages of attempts and their marking hang on."""

from flask import Blueprint

bp = Blueprint("assessment", __name__, url_prefix="/attempts")
