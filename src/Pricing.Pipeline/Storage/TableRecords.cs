using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// Records as table rows, one column a property under its JSON name. Dates are <c>yyyy-MM-dd</c>, enumerations
/// their names; nulls take no column. The table client would store a NaN and turn a decimal into a
/// double without a word, so neither gets through here.
/// </summary>
public static class TableRecords
{
    /// <summary>Makes a row.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="type">Its properties.</param>
    /// <param name="partition">The partition key.</param>
    /// <param name="row">The row key.</param>
    /// <exception cref="NotSupportedException">A property is a NaN, an infinity, or of a type that has no column.</exception>
    public static TableEntity Write<T>(T record, JsonTypeInfo<T> type, string partition, string row)
        where T : notnull
    {
        var entity = new TableEntity(partition, row);
        foreach (var property in type.Properties)
        {
            // What follows from other properties has no column.
            if (property.Get is { } get && Column(property.Name, get(record)) is { } column) entity[property.Name] = column;
        }

        return entity;
    }

    /// <summary>Reads a row back.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="entity">The row.</param>
    /// <param name="type">The record's properties; columns that are none of them are passed over.</param>
    /// <exception cref="DamagedContentException">The row is not one that <see cref="Write"/> made.</exception>
    public static T Read<T>(TableEntity entity, JsonTypeInfo<T> type)
    {
        var json = new JsonObject();
        foreach (var property in type.Properties)
        {
            if (entity.TryGetValue(property.Name, out var column)) json[property.Name] = Node(column);
        }

        try
        {
            return json.Deserialize(type)!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new DamagedContentException(
                $"The row {entity.PartitionKey} {entity.RowKey}", $"is no {typeof(T).Name}: {unreadable.Message}");
        }
    }

    /// <summary>Reads a row back where that can be done: one that cannot be read is no reason to leave all others.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="entity">The row.</param>
    /// <param name="type">The record's properties.</param>
    /// <param name="alarm">Told of a row that cannot be read.</param>
    /// <returns>The record; null where the row cannot be read.</returns>
    public static T? TryRead<T>(TableEntity entity, JsonTypeInfo<T> type, DamageAlarm? alarm)
        where T : class
    {
        try
        {
            return Read(entity, type);
        }
        catch (DamagedContentException damage)
        {
            alarm?.Raise(damage.Message);
            return null;
        }
    }

    /// <summary>The rows that a filter lets through; those that cannot be read are passed over.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="type">The record's properties.</param>
    /// <param name="alarm">Told of rows that cannot be read.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static IAsyncEnumerable<T> QueryAsync<T>(
        TableClient table, string filter, JsonTypeInfo<T> type, DamageAlarm? alarm, CancellationToken cancellationToken)
        where T : class =>
        table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(row => TryRead(row, type, alarm))
            .OfType<T>();

    private static object? Column(string name, object? value) => value switch
    {
        null => null,
        string or int or long or bool or DateTimeOffset => value,
        DateOnly date => DateText.Of(date),
        Enum word => word.ToString(),
        double number when double.IsFinite(number) => number,
        _ => throw new NotSupportedException(string.Create(
            CultureInfo.InvariantCulture, $"The column {name} cannot hold {value} of type {value.GetType().Name}.")),
    };

    private static JsonValue? Node(object? column) => column switch
    {
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateTimeOffset instant => JsonValue.Create(instant),
        _ => null,
    };
}
