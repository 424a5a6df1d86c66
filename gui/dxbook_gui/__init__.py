"""The window: a skin over ``dxbook.jobs``. No rules live here. ``dxbook.apps.launcher`` starts it.

    frame       the application and the window around the faces
    clerk       the face of a department
    office      the face of the DX office
    findings    the list of findings
    charts      charts, painted
    desk        what every face may use: one job at a time, beside the window's thread; messages, settings, folders
    widgets     colours and sizes from dxbook.look, and small parts that know no plan
"""
