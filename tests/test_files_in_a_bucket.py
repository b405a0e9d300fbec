"""Files in a bucket, for several machines that share no folder: what a page takes in, any worker reads."""

import importlib

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto import mock_aws

from followups.models import Document
from kontakt import settings as project
from municipalities.models import Delivery
from tests.deliveries import laid_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings, monkeypatch):
    """What the settings make of FILES_S3_BUCKET."""
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
        monkeypatch.setenv(f"AWS_{name}", "for-tests-only")
    monkeypatch.setenv("FILES_S3_BUCKET", "kontakt")
    monkeypatch.setenv("FILES_S3_REGION", "eu-north-1")
    asked = importlib.reload(project).STORAGES["default"]
    with mock_aws():
        place = {"LocationConstraint": "eu-north-1"}
        boto3.client("s3", region_name="eu-north-1").create_bucket(Bucket="kontakt", CreateBucketConfiguration=place)
        settings.STORAGES = settings.STORAGES | {"default": asked}
        yield boto3.resource("s3", region_name="eu-north-1").Bucket("kontakt")
    monkeypatch.undo()
    importlib.reload(project)


def test_a_delivery_is_kept_in_the_bucket_and_read_from_it(bucket):
    delivery = laid_ready("2018M04 Varde 46,2")
    [kept] = bucket.objects.all()
    [file] = delivery.files.all()
    assert kept.key == file.file.name
    assert kept.get()["Body"].read() == file.file.open().read() != b""
    assert Delivery.objects.get().status == Delivery.Status.READY


def test_a_name_that_is_taken_is_not_written_over(bucket):
    names = [default_storage.save("a/b.txt", ContentFile(text)) for text in (b"1", b"2")]
    assert [default_storage.open(name).read() for name in names] == [b"1", b"2"]


def test_documents_are_kept_in_the_bucket(bucket):
    [document] = Document.objects.keep_all([("brev.pdf", b"%PDF-")])
    assert document.file.open().read() == b"%PDF-"
    assert [kept.key for kept in bucket.objects.all()] == [document.file.name]
