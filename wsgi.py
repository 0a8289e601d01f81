"""What a web server loads: `wsgi:app`."""

from app import create_app
from core.settling import settle

app = create_app()
settle()
