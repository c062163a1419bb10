from allauth.account.adapter import DefaultAccountAdapter


class OpUitnodiging(DefaultAccountAdapter):
    """Nobody registers by themselves: accounts are made for people, by people."""

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        eigen = {"allauth.mfa.stages.AuthenticateStage": "leden.inlogdienst.stap.TweedeStapHier"}
        return [eigen.get(stap, stap) for stap in super().get_login_stages()]
