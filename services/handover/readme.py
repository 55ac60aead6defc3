"""The note inside every bundle for a person who has the key but not Payung."""

README_TEXT = """\
BUNDEL PAYUNG

Berkas ini berisi catatan pendaftaran pekerja untuk Program Payung.
Isinya rahasia: ada NIK dan nama orang (UU 27/2022 tentang Pelindungan Data Pribadi).

CARA MEMBUKA TANPA APLIKASI PAYUNG
Yang diperlukan: program age, unzip, dan openssl (3.0 ke atas), serta kunci pemulihan dari amplop.

1. Simpan kunci pemulihan (baris AGE-SECRET-KEY-1...) ke berkas pemulihan.txt
2. age -d -i pemulihan.txt -o isi.zip NAMA-BUNDEL.payung
3. unzip isi.zip
4. Salin nilai "public_key" dari manifest.json ke berkas perangkat.pem
   (tanda \\n berarti pindah baris)
5. openssl pkeyutl -verify -pubin -inkey perangkat.pem -rawin -in manifest.json -sigfile manifest.sig
   Jawaban "Signature Verified Successfully" berarti manifest asli dari perangkat itu.
6. sha256sum *.jsonl BACA-SAYA.txt
   Bandingkan dengan daftar "files" di manifest.json.

ISI
manifest.json     pengirim, tujuan, nomor, dan daftar berkas
manifest.sig      tanda tangan Ed25519 atas manifest.json
perubahan.jsonl   satu baris satu perubahan: [kepala, tanda tangan, isi]
perintah.jsonl    perintah kabupaten
terima.jsonl      tanda terima, hanya dari kabupaten ke desa

Hapus isi.zip dan hasil bukaannya setelah selesai.
"""
