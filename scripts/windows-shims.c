/* DLLs and functions that Wine 8 lacks. Each is made of its own section: compile with -DBCRYPT, -DICU or -DMSCMS. */
#include <windows.h>

#define EXPORT __declspec(dllexport)

#ifdef BCRYPT /* bcryptprimitives.dll: Rust's library asks it for random bytes (python-calamine) */
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom, advapi32 */

EXPORT BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T wanted) {
    while (wanted) {
        ULONG some = wanted > 0x10000000 ? 0x10000000 : (ULONG)wanted;
        if (!SystemFunction036(bytes, some)) return FALSE;
        bytes += some;
        wanted -= some;
    }
    return TRUE;
}
#endif

#ifdef ICU /* icuuc.dll: Qt asks it for text codecs beyond its own; the answer is that there are none */
#define MISSING 4 /* U_FILE_ACCESS_ERROR */
#define NONE(error) do { if (error) *(error) = MISSING; } while (0)
EXPORT void *ucnv_open(const char *name, int *error) { NONE(error); return 0; }
EXPORT void ucnv_close(void *codec) {}
EXPORT void ucnv_reset(void *codec) {}
EXPORT signed char ucnv_getMaxCharSize(void *codec) { return 1; }
EXPORT const char *ucnv_getName(void *codec, int *error) { NONE(error); return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { NONE(error); return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT void ucnv_getToUCallBack(void *codec, void **action, void **context) {}
EXPORT void ucnv_getFromUCallBack(void *codec, void **action, void **context) {}
EXPORT void ucnv_setToUCallBack(void *c, void *a, void *x, void **oa, void **ox, int *error) { NONE(error); }
EXPORT void ucnv_setFromUCallBack(void *c, void *a, void *x, void **oa, void **ox, int *error) { NONE(error); }
EXPORT void ucnv_toUnicode(void *c, void **t, void *te, void **s, void *se, int *o, char f, int *error) { NONE(error); }
EXPORT void ucnv_fromUnicode(void *c, void **t, void *te, void **s, void *se, int *o, char f, int *error) { NONE(error); }
EXPORT int ucnv_toUCountPending(void *codec, int *error) { NONE(error); return -1; }
EXPORT int ucnv_fromUCountPending(void *codec, int *error) { NONE(error); return -1; }
EXPORT void ucnv_cbToUWriteUChars(void *a, void *s, int n, int o, int *error) { NONE(error); }
EXPORT void ucnv_cbFromUWriteUChars(void *a, void **s, void *e, int o, int *error) { NONE(error); }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void *c, void *a, void *u, int n, int p, int r, int *error) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void *c, void *a, void *u, int n, int r, int *error) {}
#endif

#ifdef MSCMS /* Qt asks for colour profiles of the screen; in Wine's own mscms.dll this function ends the program */
void *WINAPI no_profile(void *space, DWORD options) {
    SetLastError(ERROR_CALL_NOT_IMPLEMENTED);
    return 0;
}
#endif
