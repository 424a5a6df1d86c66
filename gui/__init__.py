"""The window: a skin over ``dxbook.jobs``. No rules live here.

In a checkout this package is ``gui``, in an installed dxbook ``dxbook._gui``: it imports its own modules by
relative names. ``dxbook.apps.launcher`` starts it.

    app         the application: language, colours, the window
    window      the frame: role, messages, dropping, closing       menus, welcome, guide, banner, workbar beside it
    desk, work  what every face may use; one job at a time, beside the window's thread
    clerk…      the face of a department                           office…   the face of the DX office
    findings…   the list of findings                               chart…    charts, painted
    theme       colours and sizes, from dxbook.look                settings, trouble   what is kept on the disk
    smoke       what tests and the guides' pictures ask of a window
"""
