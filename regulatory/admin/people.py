"""The desk of accounts. Who is no superuser can neither make one nor take over the account of one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

ONLY_BY_SUPERUSERS = ["is_superuser", "user_permissions"]


class AccountAdmin(UserAdmin):
    """Rights come from the groups; accounts are closed (not active), never deleted, for the record names them."""

    actions = None
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "last_login"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        kept = list(super().get_readonly_fields(request, obj))
        return kept if request.user.is_superuser else [*kept, *ONLY_BY_SUPERUSERS]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)
