"""The office's history, checks of the chains, witness files, erasure, the support pack."""

_OLD_COPY = "Komputer kabupaten pernah memakai salinan lama, atau riwayatnya ditulis ulang."

TEXTS: dict[str, tuple[str, str]] = {
    # What happened, one line of the history each.
    "event.sign_in": ("Masuk", "Signed in"),
    "event.sign_in_failed": ("Gagal masuk", "Failed to sign in"),
    "event.recovery": ("Masuk dengan kode pemulihan", "Let in by a recovery code"),
    "event.recovery_by_district_key": (
        "Masuk dengan kunci pemulihan kabupaten",
        "Let in by the district's recovery key",
    ),
    "event.passphrase": ("Kata sandi diganti", "Passphrase changed"),
    "event.passphrase_once": ("Kode sekali masuk dibuat untuk petugas", "Code for one sign-in made for an officer"),
    "event.officer_added": ("Petugas ditambahkan", "Officer added"),
    "event.officer_removed": ("Petugas dilepas", "Officer removed"),
    "event.recovery_code": ("Kode pemulihan baru dibuat", "New recovery code made"),
    "event.register": ("Mendaftarkan pekerja", "Registered workers"),
    "event.update": ("Mengubah data pekerja", "Changed workers"),
    "event.import": ("Mengimpor dari Excel", "Imported from Excel"),
    "event.bulk": ("Mengubah banyak pekerja sekaligus", "Changed many workers at once"),
    "event.leave": ("Mengeluarkan pekerja dari daftar", "Took workers off the register"),
    "event.return": ("Mengembalikan pekerja ke daftar", "Put workers back on the register"),
    "event.undo": ("Mengurungkan", "Undid"),
    "event.programme": ("Program bantuan dibuat atau diubah", "Programme made or changed"),
    "event.batch": ("Tahap atau SK dicatat", "Batch or decree recorded"),
    "event.decision": ("Keputusan ditetapkan", "Decisions made"),
    "event.participation": ("Kepesertaan dicatat", "Participation recorded"),
    "event.contribution": ("Iuran dicatat", "Contributions recorded"),
    "event.export": ("Mengekspor ke berkas", "Exported to a file"),
    "event.print": ("Mencetak", "Printed"),
    "event.reveal": ("Menampilkan NIK lengkap", "Showed whole NIKs"),
    "event.restore": ("Dipulihkan dari cadangan", "Restored from a backup"),
    "event.repair": ("Berkas data diperbaiki", "Data file repaired"),
    "event.rebuild": ("Tampilan dibangun ulang", "Views rebuilt"),
    "event.went_back": ("Data kembali ke keadaan lama", "The data went back to an older state"),
    "event.moved": ("Dibuka di komputer lain", "Opened on another computer"),
    "event.forked": ("Salinan lain dari laptop ini ditemukan", "Another copy of this laptop was found"),
    "event.kit_made": ("Kit desa dibuat", "Village kit made"),
    "event.kit_taken": ("Kit kabupaten dipasang", "District's kit taken in"),
    "event.admitted": ("Laptop diizinkan", "Laptop let in"),
    "event.revoked": ("Laptop dicabut", "Laptop revoked"),
    "event.transfer": ("Pekerja dipindahkan ke desa lain", "Workers given to another village"),
    "event.unauthorised": ("Perubahan tidak dihitung", "Change that does not count"),
    "event.erase": ("Data orang dihapus menurut UU PDP", "A person's data erased under the law"),
    "event.rotation": ("Kunci kabupaten diganti", "District keys changed"),
    "event.support": ("Paket bantuan dibuat", "Support pack made"),
    "event.other": ("Kegiatan lain", "Something else"),
    # Checks.
    "check.counted": (
        "{changes} catatan di jurnal, {workers} pekerja.",
        "{changes} changes in the journal, {workers} workers.",
    ),
    "check.compared": (
        "{streams} rangkaian dengan {links} sambungan, {heads} kepala dan {bundles} paket lama dicocokkan.",
        "{streams} chains with {links} links, {heads} heads and {bundles} earlier bundles compared.",
    ),
    "check.missing": (
        "{count} nomor belum pernah datang. Tidak apa-apa, paket berikutnya membawanya.",
        "{count} numbers never came. That is harmless, the next bundle brings them.",
    ),
    "check.forked": (
        "{count} rangkaian bercabang karena salinan lama pernah dipakai. Kedua cabang tersimpan.",
        "{count} chains branch because an older copy was used. Both branches are kept.",
    ),
    "check.unreadable": (
        "{count} paket lama bukan untuk laptop ini, jadi tidak dibuka.",
        "{count} earlier bundles are not for this laptop and were not opened.",
    ),
    "check.two_heads": (
        "Dua balasan kabupaten menyebut isi yang berbeda untuk nomor yang sama. Simpan berkas saksi, "
        "serahkan ke Inspektorat.",
        "Two replies of the district name different contents for one number. Keep a witness file and give it to the "
        "inspectorate.",
    ),
    "check.head_differs": (
        "Isi jurnal berbeda dari yang dulu diberitahukan. Jangan hapus apa pun, simpan berkas saksi, "
        "hubungi kabupaten.",
        "The journal differs from what was told before. Delete nothing, keep a witness file, call the district.",
    ),
    "check.head_lost": (
        "Ada catatan yang dulu sudah ada dan sekarang hilang. Masukkan lagi paket dari folder arsip atau pulihkan "
        "cadangan terbaru.",
        "Changes that were here before are gone. Take in the bundles of the archive folder again or restore the "
        "newest backup.",
    ),
    "check.bundle_damaged": (
        "Ada paket lama di folder arsip yang rusak. Minta kantor pengirim menulis Kirim lengkap.",
        "An earlier bundle in the archive folder is damaged. Ask its office to send everything.",
    ),
    "check.forked_here": (
        "Laptop ini menulis di rangkaian yang bercabang. Tutup lalu buka Payung, rangkaian baru dibuat sendiri.",
        "This laptop writes in a chain that branches. Close and open Payung, a new chain is begun by itself.",
    ),
    "check.projection_differs": (
        "Tampilan tidak sama dengan jurnal. Jalankan perintah rebuild, tidak ada catatan yang hilang.",
        "The views differ from the journal. Run the command rebuild, no record is lost.",
    ),
    # Witness files.
    "witness.written": (
        "Berkas saksi ditulis: {count} catatan, tanpa data pribadi.",
        "Witness file written: {count} entries, no personal data.",
    ),
    "witness.too_few": (
        "Belum ada berkas saksi yang dipilih. Sebutkan satu berkas atau lebih.",
        "No witness file was chosen. Name one or more.",
    ),
    "witness.not_there": (
        "{file} tidak ada di tempat itu. Periksa nama dan foldernya.",
        "{file} is not there. Check its name and folder.",
    ),
    "witness.unreadable": (
        "{file} bukan berkas saksi yang utuh. Minta salinan baru dari kantornya.",
        "{file} is no whole witness file. Ask its office for a new copy.",
    ),
    "witness.altered": (
        "{file} berubah sesudah ditandatangani, jadi tidak dipakai. Minta salinan baru dari kantornya.",
        "{file} was changed after it was signed, so it is not used. Ask its office for a new copy.",
    ),
    "witness.compared": (
        "{files} berkas dari {offices} kantor, {heads} kepala yang ditandatangani kabupaten dicocokkan.",
        "{files} files of {offices} offices, {heads} heads signed by the district compared.",
    ),
    "witness.no_district": (
        "Berkas saksi kabupaten tidak ikut, jadi desa hanya dicocokkan satu sama lain.",
        "The district's own file is not among them, so villages were compared with each other only.",
    ),
    "witness.fine": (
        "Semua cocok. Tidak ada tanda riwayat kabupaten ditulis ulang.",
        "All of it fits. Nothing shows that the district's history was rewritten.",
    ),
    "witness.proof": (
        "Ada yang tidak cocok. Simpan semua berkas saksi ini tanpa mengubahnya, lalu serahkan ke Inspektorat.",
        "Something does not fit. Keep all these witness files unchanged and give them to the inspectorate.",
    ),
    "witness.two_heads": (
        "Nomor {n} di rangkaian {stream} punya dua isi menurut {offices}. " + _OLD_COPY,
        "Number {n} of chain {stream} has two contents according to {offices}. The district used an older copy, or its "
        "history was rewritten.",
    ),
    "witness.not_in_chain": (
        "Nomor {n} di rangkaian {stream} berbeda antara {offices} dan kabupaten. " + _OLD_COPY,
        "Number {n} of chain {stream} differs between {offices} and the district. The district used an older copy, or "
        "its history was rewritten.",
    ),
    "witness.went_back": (
        "Rangkaian {stream} mundur ke nomor {n} menurut {offices}. " + _OLD_COPY,
        "Chain {stream} went back to number {n} according to {offices}. The district used an older copy, or its "
        "history was rewritten.",
    ),
    "witness.number_twice": (
        "Satu nomor balasan dipakai untuk dua isi di rangkaian {stream}, menurut {offices}. " + _OLD_COPY,
        "One number of a reply was used for two contents in chain {stream}, according to {offices}. The district used "
        "an older copy, or its history was rewritten.",
    ),
    "witness.other_root": (
        "Berkas {offices} berasal dari kunci akar yang lain. Periksa apakah kit-nya dari kabupaten ini.",
        "The file of {offices} hangs on another root key. Check whether its kit came from this district.",
    ),
    "witness.unsigned": (
        "Berkas {offices} memuat kepala yang tidak ditandatangani kabupaten. Minta salinan baru dari kantornya.",
        "The file of {offices} holds a head that the district did not sign. Ask its office for a new copy.",
    ),
    "witness.branches_kept": (
        "Nomor {n} di rangkaian {stream} bercabang dan kabupaten menyimpan kedua cabangnya. Tidak ada yang "
        "disembunyikan.",
        "Number {n} of chain {stream} branches and the district keeps both branches. Nothing is hidden.",
    ),
    "witness.missing": (
        "Rangkaian {stream} di kabupaten tidak lengkap sampai nomor {n}. Bila kabupaten pernah memulihkan cadangan, "
        "ini wajar. Tanyakan tanggalnya.",
        "Chain {stream} at the district is not complete up to number {n}. If the district once restored a backup, this "
        "is to be expected. Ask for the date.",
    ),
    # Erasure.
    "erase.same_person": (
        "Penghapusan disetujui dua petugas yang berbeda. Minta petugas lain mengetik kata sandinya.",
        "Two different officers agree to an erasure. Ask another officer to type the passphrase.",
    ),
    "event.copy_gone": ("Salinan lama dihapus", "Old copy removed"),
    "erase.copy_gone": (
        "Salinan keadaan lama di folder data dihapus, karena tidak bisa dibuka dan mungkin memuat orang yang sudah "
        "dihapus. Catatan yang hanya ada di sana ikut hilang: bandingkan daftar pekerja dengan berkas kertas.",
        "A copy of an earlier state in the data folder was removed: it could not be opened and may have held somebody "
        "who was erased. Entries that were only there are gone: compare the register with the paper files.",
    ),
    "erase.copy_gone_at_district": (
        "Salinan keadaan lama di folder data dihapus, karena tidak bisa dibuka dan mungkin memuat orang yang sudah "
        "dihapus. Kumpulkan lagi USB dari desa, supaya yang hanya ada di sana dikirim lagi.",
        "A copy of an earlier state in the data folder was removed: it could not be opened and may have held somebody "
        "who was erased. Gather the villages' sticks again, so that what was only there is sent again.",
    ),
    "erase.second_once": (
        "Petugas kedua masih memakai kode sekali pakai. Minta ia masuk dulu dengan kode itu dan membuat kata sandi "
        "sendiri, lalu mengetik kata sandi itu di sini.",
        "The second officer still has a one-time code. Ask that officer to sign in with it first and choose an own "
        "passphrase, then to type that passphrase here.",
    ),
    # The support pack.
    "support.written": (
        "Paket bantuan ditulis: {count} berkas, tanpa data pribadi.",
        "Support pack written: {count} files, no personal data.",
    ),
    # Labels of long work.
    "check.bundles": ("Mencocokkan paket lama", "Comparing earlier bundles"),
    "check.projection": ("Membangun ulang salinan", "Rebuilding a copy"),
}
