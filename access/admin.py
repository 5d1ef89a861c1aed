"""The desk of tokens: everybody makes tokens for himself and takes them back; administrators see and take back those of all.

Nobody makes a token for somebody else: who saw it could write as the other and publish that as himself.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from access import tokens
from access.models import ApiToken, Scope, Standing

USUAL_LIFE = datetime.timedelta(days=90)


def usual_end() -> datetime.date:
    return timezone.now().date() + USUAL_LIFE


class TokenForm(forms.ModelForm):
    """A new token. The secret is made when the form is right."""

    expires_on = forms.DateField(
        initial=usual_end,
        widget=AdminDateWidget(format="%Y-%m-%d"),
        help_text="Last day (UTC) on which it works; at most a year from now",
    )

    class Meta:
        model = ApiToken
        fields = ["name", "scope", "expires_on"]

    def clean_expires_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["expires_on"]
        tokens.refuse_end(day)
        return day


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Standing.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> QuerySet[ApiToken]:
        today = timezone.now().date()
        match self.value():
            case Standing.REVOKED:
                return queryset.exclude(revoked_at=None)
            case Standing.EXPIRED:
                return queryset.filter(revoked_at=None, expires_on__lt=today)
            case Standing.WORKS:
                return queryset.filter(revoked_at=None, expires_on__gte=today)
        return queryset


@admin.register(ApiToken)
class TokenAdmin(admin.ModelAdmin):
    """Tokens are made and taken back, never edited or deleted: review events name them."""

    form = TokenForm
    actions = None
    list_per_page = 50
    change_form_template = "admin/access/token.html"
    list_display = ["__str__", "user", "scope", "works", "created_at", "expires_on", "last_used_on"]
    list_select_related = ["user"]
    list_filter = ["scope", StandingFilter]
    search_fields = ["name", "ending", "user__username"]
    kept = [
        "name",
        "ending",
        "user",
        "scope",
        "works",
        "created_at",
        "expires_on",
        "last_used_on",
        "revoked_at",
        "revoked_by",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        found = super().get_queryset(request).select_related("user", "revoked_by")
        return found if looks_after_all(request) else found.filter(user=request.user)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.kept if obj else ["name", "scope", "expires_on"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.kept if obj else []

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        # Whatever button is pressed, the next page is the one that shows the token.
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="Standing")
    def works(self, token: ApiToken) -> str:
        return str(token.standing().label)

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        given = form.cleaned_data
        owner: Any = request.user
        made, secret = tokens.issue(
            owner=owner, name=given["name"], scope=Scope(given["scope"]), expires_on=given["expires_on"]
        )
        obj.__dict__.update(made.__dict__)
        request.secret = secret  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None) -> HttpResponse:
        """The one page that shows the token. Not a message after a redirect: messages are kept in cookies and sessions."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "The new token",
            "token": obj,
            "secret": request.secret,  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/access/shown_once.html", context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revoke_view)
        return [path("<path:object_id>/revoke/", view, name="access_apitoken_revoke"), *super().get_urls()]

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks once more, then takes the token back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        token = self.get_object(request, unquote(object_id))
        if token is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        back = reverse("admin:access_apitoken_change", args=[quote(token.pk)])
        if token.revoked_at:
            messages.info(request, f"'{token}' was revoked already.")
            return HttpResponseRedirect(back)
        if request.method == "POST":
            by: Any = request.user
            tokens.revoke(token, by=by)
            self.log_change(request, token, "Revoked.")
            messages.success(request, f"'{token}' was revoked and works no more.")
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Revoke a token",
            "token": token,
            "back": back,
        }
        return TemplateResponse(request, "admin/access/revoke.html", context)


def looks_after_all(request: HttpRequest) -> bool:
    return request.user.has_perm("access.change_apitoken")
