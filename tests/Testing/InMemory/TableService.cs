using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using static Testing.InMemory.InMemoryHandler;

namespace Testing.InMemory;

/// <summary>The tables of an account in memory.</summary>
/// <param name="clock">The time.</param>
internal sealed partial class TableService(TimeProvider clock)
{
    private const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";
    private const string TypeNote = "@odata.type";
    private const string Double = "Edm.Double";
    private const int RowsOfAPage = 1000;

    private static readonly string[] NoColumns = ["PartitionKey", "RowKey", "Timestamp", "odata.etag", "odata.metadata"];

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, StoredTable> tables = new(StringComparer.Ordinal);
    private readonly Stack<Action> undo = [];

    /// <summary>Another one in the same state.</summary>
    public TableService Copy()
    {
        var copy = new TableService(clock);
        lock (gate)
        {
            foreach (var (name, table) in tables) copy.tables[name] = table.Copy();
        }

        return copy;
    }

    /// <summary>All rows.</summary>
    public IReadOnlyList<StoredItem> Items()
    {
        lock (gate)
        {
            return
            [
                .. tables.SelectMany(table => table.Value.Rows.Select(row => new StoredItem(
                    $"{table.Key}({row.Partition}; {row.Row})",
                    IsRow: true,
                    row.Columns.ToDictionary(column => column.Key, column => column.Value.ToString(), StringComparer.Ordinal),
                    default))),
            ];
        }
    }

    /// <summary>Answers a request.</summary>
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        var what = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath.Split('/', 3)[2]);
        lock (gate)
        {
            undo.Clear();
            if (what == "$batch") return TableBatch.Answer(body, AnswerOne, Undo);
            var etag = Header(request, "If-Match");
            return AnswerOne(request.Method.Method, what, Query(request.RequestUri), etag, body);
        }
    }

    /// <summary>A refusal.</summary>
    public static HttpResponseMessage Fail(HttpStatusCode status, string code)
    {
        var reply = Reply(
            status, Bytes($$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{code}}"} } }"""), Json);
        reply.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        return reply;
    }

    [GeneratedRegex(@"^([^(]+)\(PartitionKey='((?:[^']|'')*)',\s*RowKey='((?:[^']|'')*)'\)$")]
    private static partial Regex OneRow();

    private void Undo()
    {
        while (undo.TryPop(out var last)) last();
    }

    private HttpResponseMessage AnswerOne(string method, string what, Dictionary<string, string> query, string? etag, byte[] body)
    {
        if (what == "Tables")
        {
            using var asked = JsonDocument.Parse(body);
            return tables.TryAdd(asked.RootElement.GetProperty("TableName").GetString()!, new())
                ? Reply(HttpStatusCode.NoContent)
                : Fail(HttpStatusCode.Conflict, "TableAlreadyExists");
        }

        var one = OneRow().Match(what);
        if (!tables.TryGetValue(one.Success ? one.Groups[1].Value : what.Replace("()", "", StringComparison.Ordinal), out var table))
            return Fail(HttpStatusCode.NotFound, "TableNotFound");
        if (!one.Success) return method == "GET" ? List(table, query) : Insert(table, body);

        var (partition, row) = (Unquoted(one.Groups[2].Value), Unquoted(one.Groups[3].Value));
        var found = table.Find(partition, row);
        if (method == "GET")
        {
            return found is null
                ? Fail(HttpStatusCode.NotFound, "ResourceNotFound")
                : Reply(HttpStatusCode.OK, Write(writer => WriteRow(writer, found, Selected(query))), Json);
        }

        if (etag is not null && found is null) return Fail(HttpStatusCode.NotFound, "ResourceNotFound");
        if (etag is not null and not "*" && found!.ETag != etag) return Fail(HttpStatusCode.PreconditionFailed, "UpdateConditionNotSatisfied");
        switch (method)
        {
            case "DELETE":
                if (found is null) return Fail(HttpStatusCode.NotFound, "ResourceNotFound");
                table.Rows.Remove(found);
                undo.Push(() => table.Rows.Add(found));
                return Reply(HttpStatusCode.NoContent);
            case "PUT":
                return Put(table, partition, row, Columns(body).Columns);
            case "PATCH":
                var merged = new Dictionary<string, JsonElement>(found?.Columns ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);
                var columns = Columns(body).Columns;
                // A column that changes its type has no note of the old one.
                foreach (var name in columns.Keys) merged.Remove(name + TypeNote);
                foreach (var (name, value) in columns) merged[name] = value;
                return Put(table, partition, row, merged);
            default:
                throw new NotSupportedException($"{method} {what}");
        }
    }

    private HttpResponseMessage Insert(StoredTable table, byte[] body)
    {
        var (partition, row, columns) = Columns(body);
        return table.Find(partition, row) is null
            ? Put(table, partition, row, columns)
            : Fail(HttpStatusCode.Conflict, "EntityAlreadyExists");
    }

    private HttpResponseMessage Put(StoredTable table, string partition, string row, IReadOnlyDictionary<string, JsonElement> columns)
    {
        var before = table.Find(partition, row);
        undo.Push(() =>
        {
            table.Rows.Remove(StoredEntity.Key(partition, row));
            if (before is not null) table.Rows.Add(before);
        });
        return Written(table.Put(partition, row, columns, clock.GetUtcNow()));
    }

    private static HttpResponseMessage List(StoredTable table, Dictionary<string, string> query)
    {
        var filter = TableFilter.Parse(query.GetValueOrDefault("$filter"));
        var from = query.TryGetValue("NextPartitionKey", out var partition)
            ? StoredEntity.Key(partition, query.GetValueOrDefault("NextRowKey", ""))
            : filter.From;
        var most = query.TryGetValue("$top", out var top) ? Math.Min(int.Parse(top, CultureInfo.InvariantCulture), RowsOfAPage) : RowsOfAPage;
        IEnumerable<StoredEntity> between = StoredEntity.ByKeys.Compare(from, filter.To) > 0 ? [] : table.Rows.GetViewBetween(from, filter.To);
        var rows = between.Where(filter.Holds).Take(most + 1).ToList();
        var columns = Selected(query);
        var reply = Reply(
            HttpStatusCode.OK,
            Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("value");
                foreach (var row in rows.Take(most)) WriteRow(writer, row, columns);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }),
            Json);
        if (rows.Count > most)
        {
            reply.Headers.TryAddWithoutValidation("x-ms-continuation-NextPartitionKey", Uri.EscapeDataString(rows[most].Partition));
            reply.Headers.TryAddWithoutValidation("x-ms-continuation-NextRowKey", Uri.EscapeDataString(rows[most].Row));
        }

        return reply;
    }

    private static HashSet<string>? Selected(Dictionary<string, string> query) =>
        query.TryGetValue("$select", out var columns) ? columns.Split(',').Select(column => column.Trim()).ToHashSet(StringComparer.Ordinal) : null;

    private static void WriteRow(Utf8JsonWriter writer, StoredEntity row, HashSet<string>? selected)
    {
        writer.WriteStartObject();
        writer.WriteString("odata.etag", row.ETag);
        if (selected?.Contains("PartitionKey") != false) writer.WriteString("PartitionKey", row.Partition);
        if (selected?.Contains("RowKey") != false) writer.WriteString("RowKey", row.Row);
        if (selected?.Contains("Timestamp") != false)
            writer.WriteString("Timestamp", row.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        foreach (var (name, value) in row.Columns)
        {
            if (selected?.Contains(name.Replace(TypeNote, "", StringComparison.Ordinal)) == false) continue;
            if (name.EndsWith(TypeNote, StringComparison.Ordinal) && value.ValueEquals(Double)) continue;
            writer.WritePropertyName(name);
            // The type of a floating-point number is in its form.
            if (row.Columns.TryGetValue(name + TypeNote, out var type) && type.ValueEquals(Double) && value.TryGetInt64(out _))
                writer.WriteRawValue($"{value.GetRawText()}.0");
            else
                value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written)) write(writer);
        return written.ToArray();
    }

    private static HttpResponseMessage Written(string etag)
    {
        var reply = Reply(HttpStatusCode.NoContent);
        reply.Headers.TryAddWithoutValidation("ETag", etag);
        return reply;
    }

    private static (string Partition, string Row, Dictionary<string, JsonElement> Columns) Columns(byte[] body)
    {
        using var row = JsonDocument.Parse(body);
        var root = row.RootElement;
        return (
            root.TryGetProperty("PartitionKey", out var partition) ? partition.GetString()! : "",
            root.TryGetProperty("RowKey", out var key) ? key.GetString()! : "",
            root.EnumerateObject()
                .Where(column => !NoColumns.Contains(column.Name.Replace(TypeNote, "", StringComparison.Ordinal))
                    && column.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(column => column.Name, column => column.Value.Clone(), StringComparer.Ordinal));
    }

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);
}
