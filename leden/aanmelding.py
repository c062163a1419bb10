from allauth.account.adapter import DefaultAccountAdapter


class OpUitnodiging(DefaultAccountAdapter):
    """Nobody registers by themselves: accounts are made for people, by people."""

    def is_open_for_signup(self, request):
        return False
