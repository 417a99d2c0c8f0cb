"""Who waits to be seen, and what prepares it."""


import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0006_finding_people_behind_locks'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wait',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='what they want to talk about, in their words', size=None)),
                ('need', models.TextField(choices=[('1_HIGH', 'Much: it does not work without being seen'), ('2_MIDDLE', 'Some: it would go better'), ('3_LOW', 'A little: they would like it')])),
                ('queued_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('why_left', models.TextField(blank=True, choices=[('MET', 'They met'), ('NOT_WANTED', 'They no longer want it'), ('NOT_NEEDED', 'It works by other ways now'), ('LEFT_SERVICE', 'They left the service')])),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('left_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('queued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PreparationNote',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('aspect', models.TextField(choices=[('DOING', 'What I have been doing'), ('COPED', 'How I coped'), ('ASK', 'What I want to ask')])),
                ('words', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wait', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='in_person.wait')),
            ],
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(condition=models.Q(('left_at__isnull', True)), fields=['provider', 'need', 'queued_at'], name='wait_queue'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='wait_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('client',), name='one_wait_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.CheckConstraint(condition=models.Q(('topics', []), _negated=True), name='wait_has_topics'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.CheckConstraint(condition=models.Q(('left_at__isnull', True), models.Q(('why_left', ''), _negated=True), _connector='OR'), name='left_wait_says_why'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('queued_at__isnull', True), ('queued_by__isnull', True)), models.Q(('queued_at__isnull', False), ('queued_by__isnull', False)), _connector='OR'), name='wait_queued_at_has_queued_by'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), ('left_by__isnull', True)), models.Q(('left_at__isnull', False), ('left_by__isnull', False)), _connector='OR'), name='wait_left_at_has_left_by'),
        ),
        migrations.AddIndex(
            model_name='preparationnote',
            index=models.Index(fields=['wait', 'written_at'], name='preparation_of_wait'),
        ),
        migrations.AddConstraint(
            model_name='preparationnote',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='preparation_has_words'),
        ),
        migrations.AddConstraint(
            model_name='preparationnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('written_at__isnull', True), ('written_by__isnull', True)), models.Q(('written_at__isnull', False), ('written_by__isnull', False)), _connector='OR'), name='preparation_written_at_has_written_by'),
        ),
    ]
