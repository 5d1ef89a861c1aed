"""The page of spreadsheets: templates, export, import. An upload is only looked at; drafts are made once its owner confirms what he saw."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from regulatory.admin.addresses import form_of_version
from regulatory.admin.sheets import exports
from regulatory.admin.sheets.upload import BoundedUpload
from regulatory.choices import FactType
from regulatory.models import FACT_MODELS
from regulatory.sheets import kept
from regulatory.sheets.bounds import LARGEST, MEGABYTE, ROWS, RefusedFileError, SheetProblem
from regulatory.sheets.drafts import MovedError, import_file
from regulatory.sheets.planning import Plan, Verb, plan_import
from regulatory.sheets.reading import too_large
from regulatory.sheets.writing import NOTES

FEW = 12
"""So many rows of a dry run stand open at once."""


def may_read(user: Any) -> bool:
    return bool(user.has_perm("regulatory.view_fact"))


def may_import(user: Any) -> bool:
    names = [model._meta.model_name for model in FACT_MODELS.values()]
    return bool(user.has_perms([f"regulatory.{verb}_{name}" for name in names for verb in ("add", "change")]))


def page(
    request: HttpRequest, site: AdminSite, *, form: exports.ExportForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    if not may_read(request.user):
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": "Spreadsheets",
        "types": [(each.value, each.label, each.meaning) for each in FactType],
        "form": form or exports.ExportForm(),
        "may_import": may_import(request.user),
        "megabytes": LARGEST // MEGABYTE,
        "rows": ROWS,
        "notes": NOTES,
        "lately": exports.lately(),
        **more,
    }
    return TemplateResponse(request, "admin/sheets/page.html", context, status=status)


def template(request: HttpRequest, site: AdminSite, fact_type: str, extension: str) -> HttpResponse:
    if not may_read(request.user):
        raise PermissionDenied
    return exports.template(request, fact_type, extension)


def export(request: HttpRequest, site: AdminSite) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:sheets"))
    if not may_read(request.user):
        raise PermissionDenied
    form = exports.ExportForm(request.POST)
    if not form.is_valid():
        return page(request, site, form=form, status=400)
    made = exports.export(request, exports.chosen_keys(form.facts()), form.cleaned_data["format"], form.asked)
    return made or page(request, site, form=form)


def dry_run(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The upload. Its handler has to stand there before anything is read of it, the token of the form included."""
    if not may_import(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:sheets"))
    bounded = BoundedUpload(request)
    request.upload_handlers.insert(0, bounded)
    return csrf_protect(lambda request: look_at(request, site, bounded))(request)


def look_at(request: HttpRequest, site: AdminSite, bounded: BoundedUpload) -> HttpResponse:
    user: Any = request.user
    given = request.FILES.get("file")
    if bounded.too_large:
        problem = SheetProblem(bounded.too_large, message=too_large())
        return refused(request, site, bounded.too_large, RefusedFileError([problem]), status=413)
    if given is None:
        problem = SheetProblem("no file", message="choose a .csv or .xlsx made from a template")
        return refused(request, site, "", RefusedFileError([problem]))
    name = PurePath(str(given.name)).name
    body = given.read()
    try:
        plan = plan_import(name, body, by=user)
    except RefusedFileError as error:
        return refused(request, site, name, error)
    return planned(request, site, name, body, plan)


def planned(request: HttpRequest, site: AdminSite, name: str, body: bytes, plan: Plan) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": f"Dry run: {name}",
        "name": name,
        "plan": plan,
        "counts": [(verb.value, plan.count(verb)) for verb in Verb],
        "written": len(plan.to_write),
        "few": len(plan.to_write) <= FEW,
        "addresses": [
            (each, form_of_version(each.current.version.fact_type, each.current.version.pk) if each.current else "")
            for each in plan.to_write
        ],
        "token": kept.keep(name, body, owner=int(request.user.pk or 0), agreed=plan.digest) if plan.to_write else "",
    }
    return TemplateResponse(request, "admin/sheets/dry_run.html", context)


def refused(
    request: HttpRequest, site: AdminSite, name: str, error: RefusedFileError, status: int = 400
) -> HttpResponse:
    return page(
        request, site, status=status, refused=name or "the form", problems=error.told, found=len(error.problems)
    )


def confirm(request: HttpRequest, site: AdminSite) -> HttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:sheets"))
    user: Any = request.user
    token = request.POST.get("token", "")
    try:
        name, body, agreed = kept.kept_file(token, owner=user.pk)
    except kept.GoneError:
        messages.error(request, "This file was imported already, or is not kept any more. Upload it again.")
        return HttpResponseRedirect(reverse("admin:sheets"))
    try:
        plan = import_file(name, body, by=user, agreed=agreed)
    except RefusedFileError as error:
        return refused(request, site, name, error)
    except MovedError as moved:
        messages.warning(
            request, "Something was changed after you saw the dry run, so nothing was written. Look again."
        )
        return planned(request, site, name, body, moved.plan)
    finally:
        kept.drop(token, owner=user.pk)
    exports.note(user, name, f"Imported {len(plan.rows)} rows: {plan.in_words}.")
    messages.success(request, f"{len(plan.to_write)} drafts were made from '{name}' ({plan.in_words}).")
    return HttpResponseRedirect(reverse("admin:desk_queue", args=["drafts"]))


def addresses(site: AdminSite) -> list[URLPattern]:
    def view(function: Any) -> Any:
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
            return function(request, site, **arguments)

        return site.admin_view(csrf_exempt(answer) if function is dry_run else answer)

    return [
        path("desk/spreadsheets/", view(page), name="sheets"),
        path("desk/spreadsheets/templates/<slug:fact_type>.<slug:extension>", view(template), name="sheets_template"),
        path("desk/spreadsheets/export/", view(export), name="sheets_export"),
        path("desk/spreadsheets/import/", view(dry_run), name="sheets_import"),
        path("desk/spreadsheets/confirm/", view(confirm), name="sheets_confirm"),
    ]
