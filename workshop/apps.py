"""The workshop app: what was said at the APEC workshop, linked to what is known."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = "Workshop"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regulatory.dossiers import binding, layout
        from regulatory.pages import voices
        from workshop import models, search, shapes, voice

        layout.register(shapes.WORKSHOP_FILE)
        binding.register(shapes.OrganisationShape, models.Organisation)
        binding.register(shapes.WorkshopShape, models.Workshop)
        binding.register(shapes.SessionShape, models.Session)
        binding.register(shapes.InsightShape, models.Insight)
        voices.register(voice.WorkshopVoice())
        search.register_all()
