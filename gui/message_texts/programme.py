"""Programmes, eligibility, reasons of a decision, and the program itself."""

TEXTS: dict[str, tuple[str, str]] = {
    "cancelled": ("Dibatalkan. Data kembali seperti semula.", "Cancelled. Everything is as before."),
    "programme.fault": (
        "Ada yang tidak berjalan semestinya. Data yang sudah disimpan tetap aman, coba ulangi.",
        "Something did not work as it should. What was saved is safe, try again.",
    ),
    "district.only": (
        "Hanya kabupaten yang bisa melakukan ini. Minta ke Dinperinnaker.",
        "Only the district can do this. Ask the district office.",
    ),
    "village.only": (
        "Hanya desa yang bisa melakukan ini. Masukkan daftar di komputer desa, lalu serahkan lewat USB.",
        "Only a village can do this. Enter the list on the village's computer, then hand it over by USB.",
    ),
    "programme.missing": (
        "Program ini tidak ada. Pilih program dari daftar.",
        "This programme is not here. Choose one from the list.",
    ),
    "programme.already_decided": (
        "Program ini sudah ditetapkan dan tidak bisa diubah. Buat gelombang baru.",
        "This programme is decided and cannot be changed. Make a new batch.",
    ),
    "programme.not_decided": (
        "Belum ada calon penerima yang diajukan. Ajukan dulu, lalu catat keputusannya.",
        "No recipients were proposed yet. Propose them first, then record the decree.",
    ),
    "programme.after_restore": (
        "Data kabupaten pernah mundur. Sejak itu {answered} dari {villages} desa sudah menyerahkan. Kumpulkan dulu USB "
        "dari desa: putusan yang sudah dikirim ke sana kembali bersamanya.",
        "The district's data went back. Since then {answered} of {villages} villages have handed over. Collect the "
        "villages' USB sticks first: decisions already sent there come back with them.",
    ),
    "programme.disputed": (
        "Putusan ini ada dua versi, {people} orang berbeda. Kabupaten memilih dulu satu versi di Program & Anggaran.",
        "There are two versions of this decision, differing for {people} people. The district first chooses one on its "
        "page Programme & budget.",
    ),
    "programme.decree_disputed": (
        "Nomor Keputusan Bupati tercatat dua kali dengan isi berbeda. Kabupaten mencatat lagi nomor yang benar.",
        "The regent's decree is recorded twice and differs. The district records the right number once more.",
    ),
    "programme.not_disputed": (
        "Versi ini sudah dipakai seluruhnya. Tidak ada yang perlu dipilih.",
        "This version is in use as a whole. There is nothing to choose.",
    ),
    "programme.version_missing": (
        "Versi putusan ini tidak ada. Pilih dari daftar versinya.",
        "This version of the decision is not here. Choose one from the list.",
    ),
    "programme.other_version": (
        "Tidak termasuk dalam versi putusan yang dipakai.",
        "Not part of the version of the decision that is used.",
    ),
    "programme.ceiling": (
        "Pagu belum diisi. Ketik jumlah rupiah dari APBD.",
        "The ceiling is missing. Type the rupiah of the budget.",
    ),
    "programme.ceiling_too_high": (
        "Pagu ini lebih besar dari yang bisa dihitung. Periksa jumlah nolnya.",
        "This ceiling is larger than can be reckoned with. Check the number of zeros.",
    ),
    "programme.text_too_long": (
        "Tulisan ini paling panjang {most} huruf. Singkatkan.",
        "This text has at most {most} letters. Shorten it.",
    ),
    "programme.nobody_funded": (
        "Belum ada satu pun pekerja yang terbiayai, jadi belum bisa diajukan. Periksa pagu dan data yang masuk.",
        "Not one worker would be paid for, so nothing can be proposed yet. Check the ceiling and the data received.",
    ),
    "turn.funded_already": (
        "Iurannya sudah ditanggung program lain pada bulan yang sama.",
        "Another programme already pays for the same months.",
    ),
    "programme.months": (
        "Jumlah bulan 1 sampai 60. Periksa isiannya.",
        "The number of months is 1 to 60. Check it.",
    ),
    "programme.base_income": (
        "Dasar penghasilan belum diisi. Dasar terendah Rp1.000.000.",
        "The base income is missing. The lowest base is Rp1,000,000.",
    ),
    "programme.weights": (
        "Jumlah semua bobot harus 100. Ubah salah satunya.",
        "All weights must add up to 100. Change one of them.",
    ),
    "weights.sum": (
        "Jumlah semua bobot sekarang {sum}, seharusnya 100. Ubah salah satunya.",
        "All weights add up to {sum}, it should be 100. Change one of them.",
    ),
    "weights.negative": (
        "Bobot tidak bisa kurang dari nol. Ubah angkanya.",
        "A weight cannot be below zero. Change it.",
    ),
    "decree.number_empty": (
        "Nomor keputusan belum diisi. Salin dari SK Bupati.",
        "The number of the decree is missing. Copy it from the decree.",
    ),
    "ceiling.negative": (
        "Pagu tidak bisa kurang dari nol. Ketik ulang angkanya.",
        "The ceiling cannot be below zero. Retype it.",
    ),
    "months.range": (
        "Jumlah bulan 1 sampai {most}. Periksa isiannya.",
        "The number of months is 1 to {most}. Check it.",
    ),
    "monthly.range": (
        "Iuran sebulan harus lebih dari nol. Ketik ulang angkanya.",
        "The monthly contribution must be above zero. Retype it.",
    ),
    "people.negative": (
        "Jumlah orang tidak bisa kurang dari nol. Ketik ulang angkanya.",
        "The number of people cannot be below zero. Retype it.",
    ),
    "base_income.unknown": (
        "Dasar penghasilan ini tidak ada dalam tabel. Pilih dari daftar.",
        "This base income is not in the table. Choose from the list.",
    ),
    "month.before_tariff": (
        "Tarif baru berlaku mulai {first}. Pilih bulan itu atau sesudahnya.",
        "The tariff begins in {first}. Choose that month or a later one.",
    ),
    "payer.unclear": (
        "Aturan belum jelas menyebut pembayar ini. Tanyakan potongannya ke BPJS.",
        "The rule does not clearly name this payer. Ask BPJS about the relief.",
    ),
    "age.ask_bpjs": (
        "Sudah peserta dan berusia 65 tahun atau lebih. Tanyakan kelanjutannya ke BPJS.",
        "Already a participant and 65 or older. Ask BPJS how it goes on.",
    ),
    "status.left": ("Sudah tidak bekerja atau pindah.", "No longer working here, or moved away."),
    "data.incomplete": (
        "Data belum lengkap. Lengkapi, lalu serahkan lagi.",
        "The record is incomplete. Complete it, then hand it over again.",
    ),
    "income.unknown": ("Penghasilan belum diisi.", "The income is not known."),
    "income.low": ("Penghasilan rendah.", "Low income."),
    "risk.high": ("Pekerjaan berisiko tinggi.", "High-risk work."),
    "dependants.many": ("Tanggungan banyak.", "Many dependants."),
    "age.older": ("Usia 55–64.", "Aged 55–64."),
    "turn.never_funded": ("Belum pernah menerima bantuan iuran.", "Never received contribution aid."),
    "nik.duplicate": (
        "NIK yang sama tercatat pada lebih dari satu orang. Periksa KTP keduanya.",
        "The same NIK is recorded for more than one person. Check both KTPs.",
    ),
    "check.fine": ("Semua diperiksa dan baik.", "Everything was checked and is fine."),
    "check.database_damaged": (
        "Berkas data rusak di beberapa bagian. Jangan hapus apa pun, pulihkan dari cadangan atau hubungi kabupaten.",
        "Parts of the data file are damaged. Delete nothing, restore a backup or call the district.",
    ),
    "check.change_altered": (
        "Ada catatan yang berubah dari aslinya. Jangan hapus apa pun, hubungi kabupaten.",
        "A record differs from its original. Delete nothing, call the district.",
    ),
    "check.device_unknown": (
        "Ada catatan dari komputer yang tidak dikenal. Minta paket terbaru dari kabupaten.",
        "A record comes from an unknown computer. Ask the district for the latest bundle.",
    ),
    "check.chain_broken": (
        "Ada catatan yang hilang dari urutannya. Jangan hapus apa pun, hubungi kabupaten.",
        "A record is missing from its order. Delete nothing, call the district.",
    ),
    "check.signature_wrong": (
        "Ada catatan dengan tanda tangan yang tidak cocok. Jangan hapus apa pun, hubungi kabupaten.",
        "A record carries a signature that does not fit. Delete nothing, call the district.",
    ),
    "setup.done": (
        "{office} siap dipakai. Simpan kode pemulihan di bawah ini di tempat terkunci.",
        "{office} is ready. Keep the recovery code below in a locked place.",
    ),
    "import.counts": (
        "{rows} baris: {ready} masuk, {held} perlu diperbaiki, {already_here} sudah ada.",
        "{rows} rows: {ready} taken in, {held} to correct, {already_here} already here.",
    ),
}
