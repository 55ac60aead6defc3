/* Stands between a process and its files (LD_PRELOAD): counts the calls that touch given places, and makes the
 * n-th of them fail, or ends the process there, as a full disk, a pulled stick or a power cut would.
 * handover.md G5 and G7. Built and driven by shim.py. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, ONCE, LASTING, KILL };
enum { READS = 1, WRITES = 2 };

static int mode, kinds, code;
static long wanted, count;
static char places[4][PATH_MAX];
static char hit[PATH_MAX + 32];

void shim_arm(const char *below, int new_mode, int new_kinds, int new_code, long n) {
    memset(places, 0, sizeof places);
    int at = 0;
    while (*below && at < 4) {
        size_t length = strcspn(below, "\n");
        memcpy(places[at++], below, length);
        below += length + (below[length] == '\n');
    }
    kinds = new_kinds, code = new_code, wanted = n, count = 0, hit[0] = 0, mode = new_mode;
}

long shim_disarm(void) { mode = OFF; return count; }
const char *shim_hit(void) { return hit; }

static int is_ours(const char *path) {
    for (int at = 0; at < 4 && places[at][0]; at++) {
        size_t length = strlen(places[at]);
        if (!strncmp(path, places[at], length) && (!path[length] || path[length] == '/')) return 1;
    }
    return 0;
}

/* Whether this call fails now; errno is then set. */
static int trips(const char *name, int kind, const char *path) {
    if (mode == OFF || !(kinds & kind) || !path || !is_ours(path)) return 0;
    long number = ++count;
    if (number < wanted || (mode != LASTING && number > wanted) || wanted == 0) return 0;
    if (number == wanted) snprintf(hit, sizeof hit, "%s %s", name, strrchr(path, '/') + 1);
    if (mode == KILL) kill(getpid(), SIGKILL);
    errno = code;
    return 1;
}

static int trips_at(const char *name, int kind, int folder, const char *path) {
    if (mode == OFF || !path) return 0;
    if (path[0] == '/') return trips(name, kind, path);
    char whole[2 * PATH_MAX], link[64];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, whole, PATH_MAX - 1);
    if (length < 0) return 0;
    snprintf(whole + length, PATH_MAX, "/%s", path);
    return trips(name, kind, whole);
}

static int trips_on(const char *name, int kind, int handle) {
    if (mode == OFF) return 0;
    char path[PATH_MAX], link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0) return 0;
    path[length] = 0;
    return trips(name, kind, path);
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int opening(int flags) { return flags & (O_WRONLY | O_RDWR | O_CREAT) ? WRITES : READS; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list more; va_start(more, flags); mode_t rights = va_arg(more, mode_t); va_end(more); \
        return trips_at("open", opening(flags), AT_FDCWD, path) ? -1 : real(path, flags, rights); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(int, name, int, const char *, int, ...); \
        va_list more; va_start(more, flags); mode_t rights = va_arg(more, mode_t); va_end(more); \
        return trips_at("open", opening(flags), folder, path) ? -1 : real(folder, path, flags, rights); \
    }
OPENAT(openat)
OPENAT(openat64)

/* Death in the middle of writing leaves half of the block behind. */
#define HALF(call) do { if (mode == KILL && wanted && count + 1 == wanted && size > 1) { (void)!(call); } } while (0)

ssize_t write(int handle, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (mode == KILL && wanted % 2 && kinds & WRITES && handle > 2) {
        char path[PATH_MAX], link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
        ssize_t length = readlink(link, path, sizeof path - 1);
        if (length > 0 && (path[length] = 0, is_ours(path))) HALF(real(handle, data, size / 2));
    }
    return trips_on("write", WRITES, handle) ? -1 : real(handle, data, size);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int handle, const void *data, size_t size, offset_type offset) { \
        REAL(ssize_t, name, int, const void *, size_t, offset_type); \
        if (mode == KILL && wanted % 2 && kinds & WRITES) { \
            char path[PATH_MAX], link[64]; \
            snprintf(link, sizeof link, "/proc/self/fd/%d", handle); \
            ssize_t length = readlink(link, path, sizeof path - 1); \
            if (length > 0 && (path[length] = 0, is_ours(path))) HALF(real(handle, data, size / 2, offset)); \
        } \
        return trips_on("write", WRITES, handle) ? -1 : real(handle, data, size, offset); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON(result, name, told, kind, given, passed, ...) \
    result name given { \
        REAL(result, name, __VA_ARGS__); \
        return trips_on(told, kind, handle) ? -1 : real passed; \
    }
ON(ssize_t, writev, "write", WRITES, (int handle, const struct iovec *parts, int n), (handle, parts, n), int,
   const struct iovec *, int)
ON(ssize_t, read, "read", READS, (int handle, void *data, size_t size), (handle, data, size), int, void *, size_t)
ON(ssize_t, pread, "read", READS, (int handle, void *data, size_t size, off_t at), (handle, data, size, at), int,
   void *, size_t, off_t)
ON(ssize_t, pread64, "read", READS, (int handle, void *data, size_t size, off64_t at), (handle, data, size, at), int,
   void *, size_t, off64_t)
/* Flushing for real only costs time: what is killed here is a process, the computer stays on. */
int fsync(int handle) { return trips_on("fsync", WRITES, handle) ? -1 : 0; }
int fdatasync(int handle) { return trips_on("fsync", WRITES, handle) ? -1 : 0; }

ON(int, ftruncate, "truncate", WRITES, (int handle, off_t size), (handle, size), int, off_t)
ON(int, ftruncate64, "truncate", WRITES, (int handle, off64_t size), (handle, size), int, off64_t)
ON(int, fchmod, "chmod", WRITES, (int handle, mode_t rights), (handle, rights), int, mode_t)
ON(ssize_t, sendfile64, "write", WRITES, (int handle, int from, off64_t *at, size_t size), (handle, from, at, size),
   int, int, off64_t *, size_t)

#define AT(name, told, kind, given, passed, ...) \
    int name given { \
        REAL(int, name, __VA_ARGS__); \
        return trips_at(told, kind, folder, path) ? -1 : real passed; \
    }
#define PATH(name, told, kind, given, passed, ...) \
    int name given { \
        REAL(int, name, __VA_ARGS__); \
        return trips_at(told, kind, AT_FDCWD, path) ? -1 : real passed; \
    }
PATH(unlink, "unlink", WRITES, (const char *path), (path), const char *)
AT(unlinkat, "unlink", WRITES, (int folder, const char *path, int flags), (folder, path, flags), int, const char *, int)
PATH(rmdir, "rmdir", WRITES, (const char *path), (path), const char *)
PATH(mkdir, "mkdir", WRITES, (const char *path, mode_t rights), (path, rights), const char *, mode_t)
PATH(chmod, "chmod", WRITES, (const char *path, mode_t rights), (path, rights), const char *, mode_t)
PATH(rename, "rename", WRITES, (const char *old, const char *path), (old, path), const char *, const char *)
AT(fchmodat, "chmod", WRITES, (int folder, const char *path, mode_t rights, int flags), (folder, path, rights, flags),
   int, const char *, mode_t, int)
PATH(stat, "stat", READS, (const char *path, struct stat *found), (path, found), const char *, struct stat *)
PATH(stat64, "stat", READS, (const char *path, struct stat64 *found), (path, found), const char *, struct stat64 *)
PATH(lstat, "stat", READS, (const char *path, struct stat *found), (path, found), const char *, struct stat *)
PATH(lstat64, "stat", READS, (const char *path, struct stat64 *found), (path, found), const char *, struct stat64 *)
PATH(statvfs64, "statvfs", READS, (const char *path, struct statvfs64 *found), (path, found), const char *,
     struct statvfs64 *)

DIR *opendir(const char *path) {
    REAL(DIR *, opendir, const char *);
    return trips_at("opendir", READS, AT_FDCWD, path) ? NULL : real(path);
}
