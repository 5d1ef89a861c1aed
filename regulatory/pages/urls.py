"""The addresses of the pages. They are permanent: keys stand in them."""

from django.urls import path

from regulatory.pages import (
    changes,
    compare,
    economies,
    exports,
    factlists,
    facts,
    home,
    method,
    plan,
    products,
    quality,
    reliance,
    sources,
    topics,
    vocabulary,
)

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("compare/", compare.comparison, name="compare"),
    path("compare.csv", exports.compare_csv, name="compare-csv"),
    path("compare.xlsx", exports.compare_xlsx, name="compare-xlsx"),
    path("plan/", plan.plan, name="plan"),
    path("plan.csv", exports.plan_csv, name="plan-csv"),
    path("plan.xlsx", exports.plan_xlsx, name="plan-xlsx"),
    path("indicators.csv", exports.indicators_csv, name="indicators-csv"),
    path("indicators.xlsx", exports.indicators_xlsx, name="indicators-xlsx"),
    path("economies/", economies.economies, name="economies"),
    path("economies/<slug:code>/", economies.profile, name="economy"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:key>/", topics.topic, name="topic"),
    path("facts/<slug:key>/", facts.fact, name="fact"),
    path("facts/<slug:key>/v<int:number>/", facts.version, name="fact-version"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("pathways/", factlists.pathways, name="pathways"),
    path("pharmacovigilance/", factlists.pharmacovigilance, name="pharmacovigilance"),
    path("quality/", quality.attributes, name="quality-attributes"),
    path("quality/<slug:key>/", quality.attribute, name="quality-attribute"),
    path("reliance/", reliance.initiatives, name="reliance-initiatives"),
    path("reliance/<slug:key>/", reliance.initiative, name="reliance-initiative"),
    path("products/", products.products, name="products"),
    path("classes/", vocabulary.classes, name="classes"),
    path("glossary/", vocabulary.glossary, name="glossary"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:revision>/", changes.change, name="change"),
    path("method/", method.method, name="method"),
]
