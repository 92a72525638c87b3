using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Testing;

namespace Page.Tests;

/// <summary>Files that a program sends, so that the page has something to say of them.</summary>
internal static class SentFile
{
    /// <summary>Sends a file in UTF-8, and waits until it is taken in.</summary>
    /// <param name="client">The host.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="how">Other parameters, each behind an ampersand.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The file's id.</returns>
    public static Task<string> TakeAsync(HttpClient client, string name, string content, string how, CancellationToken cancellationToken) =>
        TakeAsync(client, name, Encoding.UTF8.GetBytes(content), how, cancellationToken);

    /// <summary>Sends a file, and waits until it is taken in.</summary>
    /// <param name="client">The host.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="how">Other parameters, each behind an ampersand.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The file's id.</returns>
    public static async Task<string> TakeAsync(HttpClient client, string name, byte[] content, string how, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new("text/csv");
        using var answer = await client.PostAsync($"api/files?name={name}&who=finance{how}", body, cancellationToken);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString()!;
        await Eventually.TrueAsync(
            $"{name} is taken in",
            async () => (await client.GetFromJsonAsync<JsonElement>($"api/files/{id}", cancellationToken)).TryGetProperty("report", out var report) && report.ValueKind == JsonValueKind.Object,
            cancellationToken);
        return id;
    }
}
