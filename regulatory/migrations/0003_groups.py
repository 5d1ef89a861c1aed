"""The right to decide about facts. The groups that hold it are made, with all their rights, after every migrate: curation/rights.py."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("regulatory", "0002_withdrawal"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="fact",
            options={
                "ordering": ["jurisdiction__code", "key", "-version"],
                "permissions": [("publish_fact", "Can publish, send back, withdraw and confirm facts of every type")],
            },
        ),
    ]
