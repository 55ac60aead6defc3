"""What long work says while it runs: labels of ``Reporter.step``."""

TEXTS: dict[str, tuple[str, str]] = {
    "workers.transferring": ("Memindahkan pekerja", "Moving workers"),
    "workers.saving": ("Menyimpan pekerja", "Saving workers"),
    "workbook.reading": ("Membaca berkas", "Reading the file"),
    "workbook.checking": ("Memeriksa baris", "Checking rows"),
    "bundles.reading": ("Membaca paket", "Reading bundles"),
    "replies.writing": ("Menulis balasan", "Writing replies"),
    "courier.copying": ("Menyalin paket", "Copying bundles"),
    "kits.writing": ("Menulis kit desa", "Writing village kits"),
    "stick.write": ("Menulis ke USB", "Writing to the stick"),
    "stick.read_back": ("Membaca ulang dari USB", "Reading back from the stick"),
    "check.journal": ("Memeriksa catatan", "Checking the records"),
    "decisions.writing": ("Mencatat keputusan", "Recording decisions"),
    "list.printing": ("Menyusun halaman", "Laying out pages"),
    "workbook.writing": ("Menulis berkas", "Writing the file"),
}
