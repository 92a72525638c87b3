using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Controls.Book;

/// <summary>A decision that has no place in a chain yet.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="By">Who decides.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Content">What is decided.</param>
public sealed record DecisionDraft(string Kind, Person By, DateTimeOffset At, JsonElement Content)
{
    /// <summary>A draft of what a room decides in a form of its own.</summary>
    /// <typeparam name="T">The form.</typeparam>
    /// <param name="kind">What it is.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="content">What is decided.</param>
    /// <param name="type">Its JSON.</param>
    public static DecisionDraft Of<T>(string kind, Person by, DateTimeOffset at, T content, JsonTypeInfo<T> type) =>
        new(kind, by, at, JsonSerializer.SerializeToElement(content, type));
}
