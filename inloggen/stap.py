from allauth.mfa.stages import AuthenticateStage


class TweedeStapHier(AuthenticateStage):
    """Asks for the second step while signing in; not of who comes through the service of an organisation, which asks it itself."""

    def _should_handle(self, request):
        return not self._via_een_dienst() and super()._should_handle(request)

    def _via_een_dienst(self):
        # Only what this very sign-in rests on, not what the session knew before it.
        return "sociallogin" in (self.login.signal_kwargs or {})
