"""The many ways villages write a heading."""

from __future__ import annotations

import pytest

from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.roles import LABELS, Meaning, Role, recognise

WAYS: dict[Role, str] = {
    Role.NIK: "NIK|N I K|N.I.K.|No. KTP|No. KTP / NIK|Nomor Induk Kependudukan|NO KTP|Nik (16 digit)|nik ktp|NO_NIK",
    Role.NAME: "Nama|NAMA LENGKAP|Nama sesuai KTP|Nama (sesuai KTP)|NAMA_LGKP|Nama Pekerja|Nama Peserta",
    Role.BIRTH: "TTL|Tempat, Tgl Lahir|Tempat/Tanggal Lahir|Tempat & Tanggal Lahir|TEMPAT TGL. LAHIR",
    Role.BIRTH_PLACE: "Tempat Lahir|TMPT_LHR|Tmp. Lahir|Kelahiran Tempat",
    Role.BIRTH_DATE: "Tgl Lahir|Tanggal Lahir|TGL_LHR|Tgl. Lhr|Kelahiran Tanggal",
    Role.SEX: "L/P|JK|Jenis Kelamin|J. Kelamin|JENIS_KLMIN|Jns Kel|Jenis Kelamin (L/P)|Kelamin|P/L",
    Role.MALE_MARK: "L|Jenis Kelamin L|JK Laki-laki",
    Role.FEMALE_MARK: "P|Jenis Kelamin P|JK Perempuan",
    Role.MOTHER: "Nama Ibu Kandung|Nama Ibu|NAMA_LGKP_IBU|Ibu Kandung",
    Role.KK: "No KK|No. KK|Nomor Kartu Keluarga|NO_KK|KK|No. Kartu Keluarga",
    Role.ADDRESS: "Alamat|ALAMAT LENGKAP|Alamat Rumah|Domisili|Alamat Jalan / Nomor",
    Role.HAMLET: "Dusun|Dukuh|Nama Dusun|DK|Dusun/Dukuh|Alamat Dusun",
    Role.RT: "RT|No RT|NO_RT|Alamat RT|R T",
    Role.RW: "RW|No. RW|NO_RW",
    Role.RT_RW: "RT/RW|RT / RW|RT-RW|Rt Rw",
    Role.VILLAGE: "Desa|Desa/Kelurahan|Kelurahan|NAMA_KEL",
    Role.PHONE: "No HP|No. HP/WA|Telp|No. Telp|WA|Nomor Handphone|No Telepon",
    Role.OCCUPATION: "Pekerjaan|Jenis Pekerjaan|KERJA|Pekerjaan Utama|JENIS_PKRJN|Mata Pencaharian|Profesi",
    Role.OCCUPATION_2: "Pekerjaan Kedua|Pekerjaan 2|Pekerjaan Sampingan",
    Role.WORKPLACE: "Tempat Kerja|Lokasi kerja|Tempat usaha / bekerja|Lokasi Pekerjaan",
    Role.HOURS: "Jam kerja|Waktu Kerja",
    Role.WORK_START: "Jam Mulai|Jam Kerja Mulai|JAM_MULAI",
    Role.WORK_END: "Jam Selesai|Jam Kerja Selesai",
    Role.INCOME: "Penghasilan|Pendapatan/bulan|HASIL/BLN|Penghasilan per Bulan (Rp)|Gaji|Upah",
    Role.HEIR_NAME: "Ahli Waris|Nama Ahli Waris|Ahli Waris Nama",
    Role.HEIR_RELATIONSHIP: "Hubungan|Hubungan Ahli Waris|Ahli Waris Hubungan|Hub. Keluarga",
    Role.HEIR_NIK: "NIK Ahli Waris|Ahli Waris NIK",
    Role.HEIR_PHONE: "No HP Ahli Waris|Ahli Waris No. HP",
    Role.NOTICE: "Pemberitahuan data pribadi|Tanggal Pemberitahuan|TGL_PEMBERITAHUAN",
    Role.IGNORED: "No|Ket.|Catatan desa|No Urut|Keterangan|Alasan|Asal lembar|Asal baris|Kecamatan|Umur|Tanda Tangan"
    "|SHDK|kk_level|KPJ|JHT|MASA GRACE|TGL KEPESERTAAN|nama_ayah|ibu_nik|pendidikan_kk_id"
    "|Nama KK|Hubungan dalam keluarga",
    Role.ADDRESS_RT_RW: "Alamat, RT/RW|Alamat beserta RT",
    Role.INCOME_SOURCE: "Sumber Penghasilan|Sumber data penghasilan",
    Role.DECILE: "Desil|Desil DTSEN",
    Role.KEY: "Catatan kunci Payung|Kunci Payung|Kunci Payung (Ket.)|KUNCI_PAYUNG",
}


@pytest.mark.parametrize(("role", "heading"), [(role, way) for role, ways in WAYS.items() for way in ways.split("|")])
def test_a_heading_is_understood(role: Role, heading: str) -> None:
    assert recognise(heading) == Meaning(role)


@pytest.mark.parametrize("heading", ["", "SUTARNO", "3316", "x" * 90, "DAFTAR PEKERJA RENTAN " * 5])
def test_other_text_is_no_heading(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize(
    ("heading", "number"), [("Ahli Waris 2", 1), ("Ahli Waris 3 Nama", 2), ("Nama ahli waris ke 2", 1)]
)
def test_heirs_are_numbered(heading: str, number: int) -> None:
    assert recognise(heading) == Meaning(Role.HEIR_NAME, number)


def test_our_own_headings_mean_what_they_say() -> None:
    assert {role: recognise(label) for role, label in LABELS.items()} == {role: Meaning(role) for role in LABELS}
    assert [recognise(column.heading) for column in OWN_COLUMNS] == [column.meaning for column in OWN_COLUMNS]
