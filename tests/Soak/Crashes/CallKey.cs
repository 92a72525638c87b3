using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Soak.Crashes;

/// <summary>
/// Which call of a client it is, by what it does and not by when: work that is done side by side makes it no other call.
/// </summary>
/// <param name="Client">The client: blobs, tables or a feed.</param>
/// <param name="Method">The method.</param>
/// <param name="Resource">What it is for.</param>
/// <param name="Ordinal">The how many-th call of its kind, from 1.</param>
internal readonly partial record struct CallKey(string Client, string Method, string Resource, int Ordinal)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Client} {Method} {Resource} #{Ordinal}");

    /// <summary>The client, method and resource of a call to the storage.</summary>
    /// <param name="request">The call.</param>
    public static async Task<(string Client, string Method, string Resource)> OfAsync(Request request)
    {
        var address = request.Uri.ToUri();
        var path = Uri.UnescapeDataString(address.AbsolutePath.Split('/', 3)[2]);
        var client = request.Headers.TryGetValue("DataServiceVersion", out _) || path.Contains("PartitionKey=", StringComparison.Ordinal) ? "tables" : "blobs";
        var what = path == "$batch" ? $"{path} {await FirstWriteAsync(request)}" : $"{path}{Uri.UnescapeDataString(Account().Replace(address.Query, ""))}";
        if (request.Headers.TryGetValue("x-ms-lease-action", out var action)) what += $" {action}";
        return (client, request.Method.Method, what);
    }

    /// <summary>What a transaction writes first: its table and keys.</summary>
    private static async Task<string> FirstWriteAsync(Request request)
    {
        using var body = new MemoryStream();
        await request.Content!.WriteToAsync(body, CancellationToken.None);
        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        return Uri.UnescapeDataString(Line().Match(text).Groups[1].Value) + Keys().Match(text).Value;
    }

    [GeneratedRegex(@"^(?:POST|PUT|PATCH|DELETE) https?://[^/]+/[^/]+/(\S+) HTTP", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("\"RowKey\":\"[^\"]*\"")]
    private static partial Regex Keys();

    [GeneratedRegex(@"snapshot=[^&]*|memory\d+")]
    private static partial Regex Account();
}
