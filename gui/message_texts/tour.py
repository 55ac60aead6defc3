"""The tour: its steps, its end, and what may stop it."""

TEXTS: dict[str, tuple[str, str]] = {
    "tour.folder_used": (
        "Folder {folder} sudah berisi. Pilih folder lain atau kosongkan dulu.",
        "The folder {folder} is not empty. Choose another one or empty it first.",
    ),
    "tour.stopped": (
        "Tur dihentikan. Yang sudah dibuat tetap ada di foldernya.",
        "The tour was stopped. What it made stays in its folder.",
    ),
    "tour.not_set_up": (
        "Kantor belum disiapkan. Jalankan tur dari awal di folder baru.",
        "An office is not set up. Run the tour from the start in a new folder.",
    ),
    "tour.not_decided": (
        "Keputusan belum ada. Jalankan tur dari awal di folder baru.",
        "There are no decisions yet. Run the tour from the start in a new folder.",
    ),
    "tour.form": (
        "Orang yang diketik di formulir tidak tersimpan. Lihat gambar di folder screenshots.",
        "The person typed into the form was not saved. Look at the pictures in the folder screenshots.",
    ),
    "tour.form_differs": (
        "Isian ini tidak tersimpan seperti yang diketik: {fields}. Lihat gambar di folder screenshots.",
        "These fields were not kept as typed: {fields}. Look at the pictures in the folder screenshots.",
    ),
    "tour.page": (
        "Halaman {page} tidak bisa dibuka. Jalankan «run.py test» untuk melihat sebabnya.",
        "The page {page} cannot be opened. Run «run.py test» to see why.",
    ),
    "tour.form_fields": (
        "Kolom formulir ini tidak tercapai dengan Enter: {fields}. Jalankan «run.py test» untuk melihat sebabnya.",
        "These fields of the form are not reached with Enter: {fields}. Run «run.py test» to see why.",
    ),
    "tour.asked": (
        "Jendela bertanya padahal tidak ada orang: {title}. Jalankan «run.py test» untuk melihat sebabnya.",
        "The window asked a question with nobody there: {title}. Run «run.py test» to see why.",
    ),
    "tour.still_held": (
        "Setelah diperbaiki masih ada {held} baris tertahan di desa {village}. Lihat folder held.",
        "After the corrections {held} rows are still held in the village {village}. Look into the folder held.",
    ),
    "tour.count": (
        "Jumlah orang di desa {village} seharusnya {expected}. Lihat folder offices.",
        "The village {village} should hold {expected} people. Look into the folder offices.",
    ),
    "tour.rows_lost": (
        "Dari {rows} baris ada yang tidak terhitung. Lihat folder workbooks.",
        "Of {rows} rows some are not accounted for. Look into the folder workbooks.",
    ),
    "tour.bundles_missing": (
        "Tidak semua dari {expected} paket terbaca di kabupaten. Lihat folder stick.",
        "Not all of the {expected} bundles were read at the district. Look into the folder stick.",
    ),
    "tour.replies_missing": (
        "Tidak semua dari {expected} balasan tertulis. Lihat folder stick.",
        "Not all of the {expected} replies were written. Look into the folder stick.",
    ),
    "tour.decisions_missing": (
        "Tidak semua dari {expected} orang di desa {village} mendapat keputusan. Lihat folder stick.",
        "Not all of the {expected} people of the village {village} got a decision. Look into the folder stick.",
    ),
    "tour.step_people": ("Mengarang orang contoh", "Inventing people"),
    "tour.step_district": ("Kabupaten: kunci dan kit desa", "District: keys and village kits"),
    "tour.step_villages": (
        "Desa: siapkan kantor, impor buku kerja, perbaiki baris tertahan, impor lagi",
        "Villages: set up, import the workbook, correct the held rows, import again",
    ),
    "tour.step_form": ("Satu orang lewat formulir", "One person through the form"),
    "tour.step_bundles": ("Desa: tulis paket ke USB", "Villages: write bundles to the stick"),
    "tour.step_merge": ("Kabupaten: baca semua paket", "District: read all bundles"),
    "tour.step_programme": ("Kabupaten: buat program 2025", "District: make the programme of 2025"),
    "tour.step_decisions": ("Kabupaten: tetapkan urutan dan keputusan", "District: fix ranking and decisions"),
    "tour.step_replies": ("Kabupaten: tulis balasan ke USB", "District: write replies to the stick"),
    "tour.step_home": ("Desa: baca balasan", "Villages: read the replies"),
    "tour.step_screenshots": ("Gambar halaman", "Pictures of pages"),
    "tour.done": ("{step}: selesai dalam {seconds} detik", "{step}: done in {seconds} seconds"),
    "tour.people": (
        "{people} orang contoh dari {villages} desa dalam {occupations} pekerjaan, {bundles} paket dibaca.",
        "{people} invented people of {villages} villages in {occupations} occupations, {bundles} bundles read.",
    ),
    "tour.imports": (
        "Impor: {rows} baris = {ready} masuk + {held} diperbaiki + {already_here} sudah ada.",
        "Imports: {rows} rows = {ready} taken in + {held} corrected + {already_here} already here.",
    ),
    "tour.money": (
        "{funded} orang dibiayai, Rp{per_worker} per orang, biaya Rp{cost}, sisa Rp{left}.",
        "{funded} people funded, Rp{per_worker} each, cost Rp{cost}, left Rp{left}.",
    ),
    "tour.home": (
        "{reserve} menunggu, {refused} tidak memenuhi syarat, {decisions_back} keputusan kembali ke desa.",
        "{reserve} waiting, {refused} not eligible, {decisions_back} decisions back in the villages.",
    ),
    "tour.kept": ("Semua berkas ada di {folder}.", "All files are in {folder}."),
}
