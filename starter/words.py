"""The pages of text that go with a folder; Indonesian, for whoever carries the stick."""

from __future__ import annotations

README_OFFLINE = """\
PAYUNG: memasang tanpa internet ({platform}, Python {pythons})

Folder ini berisi semua yang diperlukan kecuali Python sendiri.

1. Pasang Python {pythons} 64-bit bila belum ada. Pemasangnya diambil dari python.org di komputer
   yang tersambung, lalu dibawa dengan USB yang sama. Biarkan pilihan «py launcher» tercentang.
2. Salin seluruh folder ini ke folder yang namanya pendek, misalnya C:\\Payung.
   Jangan dijalankan langsung dari USB: Payung bekerja dari tempat ia dipasang.
3. Buka Command Prompt (di Windows), ketik dua baris ini:

       cd C:\\Payung
       py payung\\run.py --offline .

   Di Linux:  python3 payung/run.py --offline .
   Pertama kali perlu beberapa menit. Sesudah itu jendela Payung terbuka.
4. Lain kali cukup:  py C:\\Payung\\payung\\run.py

Bila ada berkas yang tidak tersalin utuh, program menyebut namanya dan tidak memasang apa pun.
Jumlah SHA-256 setiap berkas ada di SHA256SUMS. Tanyakan jumlah SHA256SUMS itu sendiri kepada pengirim lewat
jalan lain (telepon, surat), lalu bandingkan:  certutil -hashfile SHA256SUMS SHA256
"""

README_PACKAGE = """\
PAYUNG {version}: folder yang langsung jalan, tanpa Python

1. Salin seluruh folder Payung ini ke disk komputer, misalnya C:\\Payung.
2. Buka Payung.exe (di Linux: Payung). Boleh dibuatkan pintasan di desktop.

payung-cli adalah program yang sama untuk Command Prompt.
Data kantor tidak berada di folder ini, jadi folder ini boleh diganti dengan versi baru.

Program ini tidak bertanda tangan penerbit, jadi Windows atau antivirus dapat bertanya dahulu.
Jumlah SHA-256 setiap berkas ada di SHA256SUMS. Tanyakan jumlah SHA256SUMS itu sendiri kepada pengirim lewat
jalan lain (telepon, surat), lalu bandingkan:  certutil -hashfile SHA256SUMS SHA256
"""
