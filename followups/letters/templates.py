"""Templates' texts: each change is a new version, checked before it is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followups.letters.fields import BadLetterText, check_text
from followups.models import LetterTemplate, LetterText
from kontakt.cpr import refuse_cpr

LONGEST_SUBJECT = 120


@transaction.atomic
def save_text(template: LetterTemplate, *, subject: str, body: str, by) -> LetterText:
    """The template's text from now on; the same text as before is the same version.

    Raises ValidationError, by field, for a merge field that there is not, an empty text or a CPR number.
    """
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    errors = {}
    for name, text in (("subject", subject), ("body", body)):
        try:
            refuse_cpr(text)
            check_text(text, subject=name == "subject")
        except ValidationError as error:
            errors[name] = error
        except BadLetterText as error:
            errors[name] = str(error)
        if not text:
            errors[name] = _("Write a text.")
    if len(subject) > LONGEST_SUBJECT:
        errors["subject"] = _("The subject can be no longer than %(most)s characters.") % {"most": LONGEST_SUBJECT}
    if errors:
        raise ValidationError(errors)
    LetterTemplate.objects.select_for_update().get(pk=template.pk)
    newest = template.text
    if newest and (newest.subject, newest.body) == (subject, body):
        return newest
    return LetterText.objects.create(
        template=template, version=newest.version + 1 if newest else 1, subject=subject, body=body, made_by=by
    )
