/* python.exe: hands the command line to python311.dll (the wheel that brings the DLL brings no executable). */
#include <windows.h>
#include <stdio.h>

typedef int (*PyMain)(int, wchar_t **);

int wmain(int argc, wchar_t **argv) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    if (!python) {
        fprintf(stderr, "python311.dll cannot be loaded: %lu\n", GetLastError());
        return 103;
    }
    return ((PyMain)(void *)GetProcAddress(python, "Py_Main"))(argc, argv);
}
