using System.Text.Json;
using System.Text.Json.Nodes;

namespace Soak.Doors;

/// <summary>What holds for every answer, whoever gives it.</summary>
internal static class AnswerRules
{
    private const string Problem = "application/problem+json";

    // The page and its files are what everybody may have.
    private static readonly string[] Kept = ["no-cache", "public, max-age=31536000, immutable"];

    /// <summary>What is wrong with the headers and the form of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isHead">Whether it came without a body.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Broken(RawAnswer answer, bool isHead)
    {
        if (One(answer, "X-Content-Type-Options") != "nosniff") return "may be guessed";
        if (One(answer, "X-Frame-Options") != "DENY") return "may be framed by old browsers";
        if (One(answer, "Referrer-Policy") != "no-referrer") return "tells where it was";
        if (One(answer, "Content-Security-Policy") is not { } policy || !policy.StartsWith("default-src 'none'", StringComparison.Ordinal) || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)) return "may run or be framed";
        if (One(answer, "Cache-Control") is var cache && cache != "no-store" && !(answer.Status is 200 or 304 && Kept.Contains(cache))) return $"is kept: {cache}";
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) return "names the server";
        if (answer.Headers.Contains("Set-Cookie") || answer.Headers.Contains("Access-Control-Allow-Origin")) return "sets a cookie, or lets another site in";
        if (answer.Status == 500) return "is an error of the server";
        if (answer.Status is 429 or 503 && One(answer, "Retry-After") is null) return "does not say when to come again";
        return answer.Status >= 400 && answer.Body.Length > 0 && !isHead ? BrokenProblem(answer) : null;
    }

    private static string? BrokenProblem(RawAnswer answer)
    {
        if (One(answer, "Content-Type")?.StartsWith(Problem, StringComparison.Ordinal) != true) return $"is no problem but {One(answer, "Content-Type")}";
        if (answer.Headers.Contains("Content-Encoding")) return null;
        try
        {
            return JsonNode.Parse(answer.Body)?["status"]?.GetValue<int>() == answer.Status ? null : "names another status";
        }
        catch (JsonException)
        {
            return "is no JSON";
        }
    }

    private static string? One(RawAnswer answer, string header) => answer.Headers[header].ToList() is [var value] ? value : null;
}
