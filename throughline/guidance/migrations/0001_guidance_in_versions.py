"""Public guidance, version by version."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.TextField(help_text='where these rules hold, as people call it', unique=True)),
                ('title', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField(help_text='1, 2, 3 ... within the note')),
                ('from_on', models.DateField(help_text='the first day on which it holds')),
                ('source', models.TextField(help_text='the address at which it is published')),
                ('summary', models.TextField(help_text='in a few plain words')),
                ('can', models.TextField(help_text='what one can do, one thing a line')),
                ('cannot', models.TextField(help_text='what one cannot do, one thing a line')),
                ('shielding', models.TextField(blank=True, help_text='for who is told to shield')),
                ('ring', models.TextField(help_text='whom to ring for help')),
                ('easy_read', models.TextField(help_text='short sentences, one a line')),
                ('script', models.TextField(help_text='as one says it on the telephone')),
                ('published_at', models.DateTimeField()),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guidance.note')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='guidance_note_has_name'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='guidance_note_made_at_has_made_by'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('note', 'number'), name='guidance_version_in_order'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('note', 'from_on'), name='one_guidance_version_a_day'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='guidance_version_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('summary', ''), _negated=True), models.Q(('easy_read', ''), _negated=True), models.Q(('script', ''), _negated=True)), name='guidance_version_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='guidance_version_published_at_has_published_by'),
        ),
    ]
