from datetime import date

from telemetry_graph.analytics.export import Table


def test_csv_has_a_line_for_each_row_and_quotes_what_needs_it() -> None:
    table = Table(("screen", "count"), [('say "hi", 🎈', 2), (None, 1.5)])

    assert table.csv() == 'screen,count\r\n"say ""hi"", 🎈",2\r\n,1.5\r\n'


def test_csv_writes_truth_as_json_does() -> None:
    table = Table(("lowSample", "estimated"), [(True, False)])

    assert table.csv() == "lowSample,estimated\r\ntrue,false\r\n"


def test_what_a_spreadsheet_would_compute_is_text() -> None:
    table = Table(("screen", "change"), [("=1+1", -3), ("@sum", 0), ("-x", 0), ("home", 0)])

    assert table.csv() == "screen,change\r\n'=1+1,-3\r\n'@sum,0\r\n'-x,0\r\nhome,0\r\n"


def test_records_name_their_columns() -> None:
    table = Table(("date", "value"), [(date(2025, 6, 1), 2.0)])

    assert table.records() == [{"date": date(2025, 6, 1), "value": 2.0}]
