"""Keep when an update was written down beside the hour it tells of.

Two steps: with its default from the start, the database would give every old update the hour of this migration.
"""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0012_keep_snapshots"),
    ]

    operations = [
        migrations.AddField(
            model_name="progressupdate",
            name="recorded_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="progressupdate",
            name="recorded_at",
            field=models.DateTimeField(db_default=Now(), editable=False, null=True),
        ),
    ]
