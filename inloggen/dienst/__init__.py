"""Signing in through the service of an organisation (OpenID Connect): fetching, checking and the link with allauth."""
