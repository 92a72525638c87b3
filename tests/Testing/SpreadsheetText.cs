using System.Buffers;
using System.Globalization;
using System.Text;

namespace Testing;

/// <summary>
/// What a spreadsheet would run of comma-separated text. It is read here by a reader of its own, so that it shares no mistake with the
/// one that wrote it.
/// </summary>
public static class SpreadsheetText
{
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>The first field that a spreadsheet would take for a formula; null where there is none.</summary>
    /// <param name="csv">The table, in UTF-8.</param>
    public static string? Runs(ReadOnlySpan<byte> csv) => Fields(Encoding.UTF8.GetString(csv).TrimStart('\uFEFF')).FirstOrDefault(IsRun);

    /// <summary>The fields of a table in their order, all rows one behind the other.</summary>
    /// <param name="csv">The table.</param>
    public static IEnumerable<string> Fields(string csv)
    {
        var field = new StringBuilder();
        var (isQuoted, at) = (false, 0);
        for (; at < csv.Length; at++)
        {
            var character = csv[at];
            if (isQuoted && character == '"' && at + 1 < csv.Length && csv[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (character == '"' && (isQuoted || field.Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && character is ',' or '\n' or '\r' && !isQuoted)
            {
                yield return field.ToString();
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        yield return field.ToString();
    }

    private static bool IsRun(string field) => field.Length > 0 && Beginnings.Contains(field[0])
        && !(field[0] == '-' && double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _));
}
