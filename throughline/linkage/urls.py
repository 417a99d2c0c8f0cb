"""The addresses of this package."""

app_name = "linkage"

urlpatterns: list[object] = []
