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
    "workbook.reader_died": (
        "Berkas ini tidak terbaca sampai selesai. Simpan ulang dari Excel sebagai .xlsx, lalu pilih lagi.",
        "This file could not be read to the end. Save it again from Excel as .xlsx, then choose it again.",
    ),
    "workbook.too_slow": (
        "Berkas ini terlalu lama dibaca. Salin hanya tabelnya ke berkas baru, lalu pilih lagi.",
        "Reading this file takes too long. Copy only the table into a new file, then choose that.",
    ),
    "mapping.no_nik": (
        "Belum ada kolom NIK. Pilih kolom yang berisi NIK.",
        "No column is set as NIK. Choose the one that holds it.",
    ),
    "mapping.no_name": (
        "Belum ada kolom nama. Pilih kolom yang berisi nama lengkap.",
        "No column is set as name. Choose the one that holds the full name.",
    ),
    "mapping.no_field": (
        "Kolom yang mau diperbarui tidak ada di daftar ini. Cocokkan kolomnya dulu.",
        "This list has no column for what is to be updated. Match the columns first.",
    ),
    "nik.column_was_number": (
        "Kolom NIK pernah berupa angka: {count} dari {total} NIK berakhir 0. "
        "Excel menghapus angka terakhir. Cocokkan dengan KTP, atau minta berkas aslinya.",
        "The NIK column was a number once: {count} of {total} NIKs end in 0. "
        "Excel took the last digit. Compare with the KTP, or ask for the original file.",
    ),
    "nik.column_numeric": (
        "{count} dari {total} NIK di kolom ini berupa angka Excel: angka terakhirnya hilang. Ketik ulang dari KTP.",
        "{count} of {total} NIKs in this column are Excel numbers: the last digit is lost. Type them from the KTP.",
    ),
    "nik.last_digit_doubtful": (
        "Angka terakhir NIK ini diragukan karena kolomnya pernah berupa angka. Cocokkan dengan KTP.",
        "The last digit of this NIK is in doubt because the column was a number once. Compare it with the KTP.",
    ),
    "nik.not_here": (
        "NIK ini belum terdaftar, jadi tidak ada yang diperbarui. Periksa NIK, atau impor sebagai pekerja baru.",
        "This NIK is not registered, so there is nothing to update. Check it, or import the row as a new worker.",
    ),
    "row.same_person": (
        "Nama, tanggal lahir, dan ibu sama dengan baris {row} di lembar {sheet}, tetapi NIK beda. "
        "Mungkin orang yang sama.",
        "Name, birth date and mother are those of row {row} in sheet {sheet}, but the NIK differs. "
        "It may be the same person.",
    ),
    "row.same_person_here": (
        "Nama, tanggal lahir, dan ibu sama dengan pekerja yang sudah terdaftar, tetapi NIK beda. "
        "Mungkin orang yang sama.",
        "Name, birth date and mother are those of somebody who is registered, but the NIK differs. "
        "It may be the same person.",
    ),
    "key.unknown": (
        "Kunci Payung tidak dikenal di desa ini. Kosongkan sel kuncinya bila orangnya baru, "
        "atau kembali dan pilih «Tidak dipakai» untuk kolom kuncinya.",
        "Payung key not known in this village. Empty its cell if the person is new, "
        "or go back and choose «Not used» for the key's column.",
    ),
    "key.repeated": (
        "Kunci Payung berulang di berkas ini. Yang sama ada di baris {row} di lembar {sheet}. "
        "Kosongkan kunci di baris orang yang baru.",
        "Payung key repeated in this file. The same stands in row {row} of sheet {sheet}. "
        "Empty the key in the row of the new person.",
    ),
    "key.other_person": (
        "NIK dan nama bukan milik pemegang kunci. Kosongkan sel kuncinya bila ini orang lain, "
        "atau betulkan NIK dan nama.",
        "NIK and name are not the key owner's. Empty the key's cell if this is somebody else, or correct NIK and name.",
    ),
    "key.same_worker": (
        "Pekerja ini sudah ada di baris lain. Kunci Payung-nya di baris {row} di lembar {sheet}. "
        "Hapus salah satu barisnya dari berkas.",
        "This worker is in another row already. Their Payung key is in row {row} of sheet {sheet}. "
        "Remove one of the rows from the file.",
    ),
    "key.left": (
        "Orang ini sudah keluar, tidak diubah. Kembalikan dulu di daftar pekerja bila masih bekerja.",
        "This person has left, nothing changes. Take them back in the list of workers first if they still work.",
    ),
    "income_source.unreadable": (
        "Sumber penghasilan tidak dikenali. Tulis pengakuan sendiri, petugas, atau dokumen.",
        "The source of the income is not known. Write own word, officer or document.",
    ),
    "decile.unreadable": (
        "Desil tidak terbaca. Tulis angka 1 sampai 10.",
        "The decile cannot be read. Write a number from 1 to 10.",
    ),
}
