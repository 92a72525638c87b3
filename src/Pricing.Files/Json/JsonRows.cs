using System.Text;
using System.Text.Json;
using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Headers;
using Pricing.Files.Numbers;
using Pricing.Files.Rows;
using Pricing.Files.Schemas;

namespace Pricing.Files.Json;

/// <summary>The rows of a JSON file: flat objects whose names are those of columns, in any order.</summary>
internal sealed class JsonRows : TableRows
{
    private const int Readable = 200;
    private const int MostNames = 10_000;
    private const int MostTenorsShown = 5;

    // As JSON writes it: a failure without a field would say nothing.
    private const string NoName = "\"\"";

    private readonly JsonObjects objects;
    private readonly TableRequest request;
    private readonly JsonFields fields;
    private readonly List<TableColumn> alwaysWritten;
    private readonly string tenors;
    private readonly Dictionary<string, NameUse> uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameUse>.AlternateLookup<ReadOnlySpan<char>> byName;
    private readonly List<string> notUsed = [];
    private readonly OrderedDictionary<string, string> unknown = new(StringComparer.Ordinal);
    private readonly List<Failure> wrong = [];
    private char[] name = new char[128];

    /// <summary>Reads objects.</summary>
    /// <param name="objects">The objects, from the first one.</param>
    /// <param name="layout">The header that the names of the first objects make.</param>
    /// <param name="request">What is known of the file.</param>
    public JsonRows(JsonObjects objects, TableLayout layout, TableRequest request)
    {
        this.objects = objects;
        this.request = request;
        Schema = layout.Schema;
        fields = new(Schema);
        alwaysWritten = [.. Schema.Columns.Where(column => column.IsAlwaysWritten)];
        tenors = TenorNames(layout);
        byName = uses.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override TableSchema Schema { get; }

    public override int Line => objects.Line;

    public override int TenorCount => fields.TenorCount;

    public override NumberForm TenorForm => new(DecimalMark.Point, PercentSign.Redundant);

    public override IEnumerable<string> Notices => notUsed.Count > 0 ? [$"not used: {string.Join(", ", notUsed)}"] : [];

    public override IEnumerable<(int Ordinal, string Name)> UnknownColumns => unknown.Keys.Select((name, ordinal) => (ordinal, name));

    public override int UnknownCount => unknown.Count;

    // Objects that stand before the first one with a name have nothing under it.
    public override ReadOnlySpan<char> At(int ordinal) => ordinal < unknown.Count ? unknown.GetAt(ordinal).Value : default;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await objects.ReadAsync(cancellationToken))
        {
            wrong.Clear();
            fields.Clear();
            if (objects.Wrong is { } reason)
                wrong.Add(Invalid("row", Shown(objects.Current), reason));
            else
                ReadObject();
            if (uses.Count > MostNames)
            {
                Defect = FileDefect.OfFile("json", "", $"the objects have more than {MostNames} different names; one name for each column is wanted", Line);
                return false;
            }

            if (wrong.Count > 0 || !fields.AreBlank)
                return true;
        }

        Defect = objects.End;
        return false;
    }

    public override void Check(FieldReader reader) => reader.Fail(wrong);

    public override ReadOnlySpan<char> Text(int column) => fields.Text(column);

    public override NumberForm Form(int column) => fields.Form(column);

    public override NumberUnit UnitInName(int column) => fields.UnitInName(column);

    public override bool Multiplies(int column) => fields.Multiplies(column);

    public override (decimal Years, string Name) Tenor(int index) => fields.Tenor(index);

    public override ReadOnlySpan<char> TenorText(int index) => fields.TenorText(index);

    public override void Dispose() => objects.Dispose();

    private void ReadObject()
    {
        var reader = new Utf8JsonReader(objects.Current);
        reader.Read();
        for (var i = 0; i < unknown.Count; i++)
            unknown.SetAt(i, "");
        while (uses.Count <= MostNames && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var use = Use(ref reader, out var written);
            reader.Read();
            if (use is null)
                wrong.Add(Invalid("row", Shown(objects.Current), "holds an escape that is half a character"));
            else
                ReadProperty(ref reader, use, written);
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                reader.Skip();
        }

        if (fields.TakeLastResorts() is { } twice)
            wrong.Add(Invalid(twice.Name, "", JsonFields.Twice));
        // Tenors with names of their own stand for the column of yields.
        if (wrong.Count == 0 && !fields.AreBlank && TenorCount == 0 && alwaysWritten.Find(column => !fields.Has(column.Index)) is { } missing)
            wrong.Add(Invalid("row", Shown(objects.Current), Lacks(missing)));
    }

    // In a file whose tenors have names of their own, nobody knows of a column of yields.
    private string Lacks(TableColumn missing) =>
        tenors.Length > 0 && !Schema.Columns.Any(column => column.Type == ColumnType.Tenor && fields.Has(column.Index))
        ? $"has no tenor, where other objects of the file have {tenors}; where there is no figure, write their names with null"
        : $"lacks {missing.Name}; where there is no figure, write the name with null";

    private void ReadProperty(ref Utf8JsonReader reader, NameUse use, string written)
    {
        if (use.Refusal is not null)
        {
            wrong.Add(new(ReasonCode.UnknownField, written.Length == 0 ? NoName : written, "", use.Refusal));
            return;
        }

        if (use.Column is null && use.Tenor is null)
        {
            TakeUnknown(ref reader, written);
            return;
        }

        var field = use.Column?.Name ?? written;
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            wrong.Add(Invalid(field, "", "is a nested value; a text, a number or null is wanted"));
        else if (!fields.TryTake(ref reader, use, written, out var reason))
            wrong.Add(Invalid(field, "", reason));
    }

    // What a name that nobody knows holds may be the code of another share.
    private void TakeUnknown(ref Utf8JsonReader reader, string written)
    {
        if (!unknown.ContainsKey(written) || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return;
        try
        {
            unknown[written] = reader.TokenType == JsonTokenType.String
                ? reader.GetString() ?? ""
                : Encoding.UTF8.GetString(reader.HasValueSequence ? [] : reader.ValueSpan);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no code.
        }
    }

    private NameUse? Use(ref Utf8JsonReader reader, out string written)
    {
        written = "";
        var length = reader.HasValueSequence ? 0 : reader.ValueSpan.Length;
        if (name.Length < length)
            name = new char[length];
        try
        {
            var read = name.AsSpan(0, reader.CopyString(name));
            if (byName.TryGetValue(read, out var actual, out var known))
            {
                written = actual;
                return known;
            }

            written = read.ToString();
        }
        catch (InvalidOperationException)
        {
            // JSON can spell one half of a surrogate pair, which no text can be made of.
            return null;
        }

        var use = NameUse.Of(Schema, written, request);
        uses.Add(written, use);
        if (use is { Column: null, Tenor: null, Refusal: null } && !AnswerColumns.Has(ColumnName.Fold(written)))
            notUsed.Add(written);
        if (use is { Column: null, Tenor: null, Refusal: null } && Schema.Kind == FileKind.Prices && !Schema.IsNotUsed(written))
            unknown.Add(written, "");

        return use;
    }

    private static string TenorNames(TableLayout layout)
    {
        var names = layout.Tenors.Take(MostTenorsShown).Select(tenor => Excerpt.Of(layout.Names[tenor.Ordinal].Trim(), Readable));
        return string.Join(", ", names) + (layout.Tenors.Count > MostTenorsShown ? " and more" : "");
    }

    private static string Shown(ReadOnlySpan<byte> text) => Excerpt.Of(text, Readable).TrimEnd();

    private static Failure Invalid(string field, string value, string reason) => new(ReasonCode.InvalidField, field, value, reason);
}
