"""Other people's workbooks."""

TEXTS: dict[str, tuple[str, str]] = {
    "workbook.missing": ("Berkas tidak ditemukan. Pilih lagi berkasnya.", "The file is not there. Choose it again."),
    "workbook.empty": (
        "Berkas ini kosong. Pilih berkas yang berisi daftar pekerja.",
        "This file is empty. Choose one that holds a list of workers.",
    ),
    "workbook.not_a_workbook": (
        "Berkas ini bukan tabel Excel, ODS, atau CSV. Simpan dari Excel sebagai .xlsx, lalu pilih lagi.",
        "This file is no Excel, ODS or CSV table. Save it from Excel as .xlsx, then choose it again.",
    ),
    "workbook.password": (
        "Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, lalu pilih lagi.",
        "This file is locked with a password. Open it in Excel, remove the password, then choose it again.",
    ),
    "workbook.too_big": (
        "Berkas ini terlalu besar. Pecah menjadi beberapa berkas, lalu impor satu per satu.",
        "This file is too big. Split it into several files and import them one by one.",
    ),
    "workbook.damaged": (
        "Berkas ini rusak dan tidak terbaca. Minta salinan baru atau simpan ulang dari Excel.",
        "This file is damaged and cannot be read. Ask for a new copy or save it again from Excel.",
    ),
    "workbook.no_table": (
        "Tidak ada tabel dengan judul kolom NIK dan Nama. Tambahkan judul kolom, lalu pilih lagi.",
        "There is no table with the headings NIK and Nama. Add the headings, then choose it again.",
    ),
    "workbook.too_many_rows": (
        "Berkas ini lebih dari {limit} baris. Pecah menjadi beberapa berkas, lalu impor satu per satu.",
        "This file has more than {limit} rows. Split it into several files and import them one by one.",
    ),
    "cell.not_computed": (
        "Sel ini berisi rumus yang belum dihitung. Buka di Excel, simpan, lalu impor lagi.",
        "This cell holds a formula that was never computed. Open it in Excel, save, then import again.",
    ),
    "row.no_heading": (
        "Baris ini di luar tabel yang dikenali. Pindahkan ke dalam tabel bila memang pekerja.",
        "This row stands outside the table. Move it into the table if it is a worker.",
    ),
    "sheet.hidden": (
        "Lembar ini tersembunyi dan ikut dibaca. Periksa apakah memang dipakai.",
        "This sheet is hidden and was read too. Check whether it is meant to be used.",
    ),
    "sheet.columns_left_out": (
        "Sebagian kolom di kanan tidak dibaca. Pindahkan kolom yang perlu ke kiri.",
        "Some columns at the right were not read. Move those you need to the left.",
    ),
    "file.not_writable": (
        "Berkas itu tidak bisa ditulis. Tutup di Excel bila sedang terbuka, atau pilih folder lain.",
        "That file cannot be written. Close it in Excel if it is open, or choose another folder.",
    ),
}
