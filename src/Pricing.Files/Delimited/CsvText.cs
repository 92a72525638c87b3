using System.Buffers;

namespace Pricing.Files.Delimited;

/// <summary>Rows of CSV by RFC 4180, whose texts no spreadsheet takes for formulas.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    /// <summary>Writes one row.</summary>
    /// <param name="writer">Receives the row and its line end.</param>
    /// <param name="fields">The fields; quoted where they have to be.</param>
    public static void WriteRow(TextWriter writer, params ReadOnlySpan<CsvField> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
                writer.Write(',');
            WriteField(writer, fields[index].Written);
        }

        writer.WriteLine();
    }

    private static void WriteField(TextWriter writer, string field)
    {
        if (!field.AsSpan().ContainsAny(Special))
        {
            writer.Write(field);
            return;
        }

        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
