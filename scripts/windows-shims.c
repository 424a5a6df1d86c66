/* bcryptprimitives.dll, which Wine 8 lacks: Rust's library asks it for random bytes (python-calamine). */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom, advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T wanted) {
    while (wanted) {
        ULONG some = wanted > 0x10000000 ? 0x10000000 : (ULONG)wanted;
        if (!SystemFunction036(bytes, some)) return FALSE;
        bytes += some;
        wanted -= some;
    }
    return TRUE;
}
