from datetime import date

from telemetry_graph.analytics.export import Table


def test_csv_has_a_line_for_each_row_and_quotes_where_necessary() -> None:
    table = Table(("screen", "count"), [('say "hi", 🎈', 2), (None, 1.5)])

    assert table.to_csv() == 'screen,count\r\n"say ""hi"", 🎈",2\r\n,1.5\r\n'


def test_csv_writes_booleans_as_json_does() -> None:
    table = Table(("is_low_sample", "is_estimated"), [(True, False)])

    assert table.to_csv() == "is_low_sample,is_estimated\r\ntrue,false\r\n"


def test_csv_escapes_text_that_a_spreadsheet_would_execute() -> None:
    table = Table(("screen", "change"), [("=1+1", -3), ("@sum", 0), ("-x", 0), ("home", 0)])

    assert table.to_csv() == "screen,change\r\n'=1+1,-3\r\n'@sum,0\r\n'-x,0\r\nhome,0\r\n"


def test_records_have_the_column_names_as_keys() -> None:
    table = Table(("date", "value"), [(date(2025, 6, 1), 2.0)])

    assert table.to_records() == [{"date": date(2025, 6, 1), "value": 2.0}]
