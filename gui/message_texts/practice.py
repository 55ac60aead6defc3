"""Practice on invented people."""

TEXTS: dict[str, tuple[str, str]] = {
    "practice.outside": (
        "Latihan hanya memakai USB latihan. Pilih USB LATIHAN; USB dan folder sungguhan tidak disentuh.",
        "Practice uses the practice stick only. Choose USB LATIHAN; real sticks and folders are not touched.",
    ),
    "practice.no_practice": (
        "Ini kantor sungguhan, jadi tidak ada kabupaten latihan yang bisa menjawab.",
        "This is a real office, so there is no practice district to answer.",
    ),
    "practice.nothing_handed_over": (
        "Belum ada paket di USB latihan. Buat serah terima dulu, lalu kabupaten bisa menjawab.",
        "There is no bundle on the practice stick yet. Hand over first, then the district can answer.",
    ),
}
