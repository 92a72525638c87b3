using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Testing;

/// <summary>What a program that opens a file would run of the texts of <see cref="FormulaStore"/>.</summary>
public static class OpenedFile
{
    /// <summary>The form of a workbook.</summary>
    public const string Book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Table = "text/csv";
    private const string Page = "text/html";

    /// <summary>The form of a file by its name; null where none that runs anything opens it.</summary>
    /// <param name="name">The name.</param>
    public static string? FormOf(string name) => Path.GetExtension(name) switch { ".csv" => Table, ".xlsx" => Book, ".html" => Page, _ => null };

    /// <summary>What would be run of a file.</summary>
    /// <param name="form">Its form, as a media type.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>The first place; null for nothing.</returns>
    public static string? Runs(string form, byte[] content) => form switch
    {
        Table => SpreadsheetText.Runs(content),
        Book => OfBook(content),
        Page => Encoding.UTF8.GetString(content).Contains(FormulaStore.Formula + FormulaStore.Tag, StringComparison.Ordinal) ? "a tag" : null,
        "application/zip" => OfPackage(content),
        _ => $"nobody says how {form} is looked at",
    };

    /// <summary>Whether it holds any of the texts.</summary>
    /// <param name="form">Its form, as a media type.</param>
    /// <param name="content">Its bytes.</param>
    public static bool ShowsTexts(string form, byte[] content)
    {
        if (form.StartsWith("text/", StringComparison.Ordinal)) return IsShown(Encoding.UTF8.GetString(content));

        using var files = new ZipArchive(new MemoryStream(content));
        return files.Entries.Any(file =>
        {
            using var text = new StreamReader(file.Open());
            return IsShown(text.ReadToEnd());
        });
    }

    private static bool IsShown(string text) => text.Contains(FormulaStore.Formula, StringComparison.Ordinal);

    private static string? OfBook(byte[] content)
    {
        using var parts = new ZipArchive(new MemoryStream(content));
        foreach (var part in parts.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var text = part.Open();
            var elements = XDocument.Load(text).Descendants().ToList();
            if (elements.FirstOrDefault(element => element.Name.LocalName is "f" or "definedName" or "hyperlink" && IsShown(element.Value)) is { } formula) return $"{part.FullName}: {formula.Value}";
            if (elements.FirstOrDefault(element => element.Name.LocalName == "c" && IsShown(element.Value) && element.Attribute("t")?.Value is not ("inlineStr" or "s" or "str")) is { } cell) return $"{part.FullName}: {cell}";
        }

        return null;
    }

    private static string? OfPackage(byte[] content)
    {
        using var files = new ZipArchive(new MemoryStream(content));
        foreach (var file in files.Entries)
        {
            using var open = file.Open();
            using var all = new MemoryStream();
            open.CopyTo(all);
            if (FormOf(file.FullName) is { } form && Runs(form, all.ToArray()) is { } what) return $"{file.FullName}: {what}";
        }

        return null;
    }
}
