using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Testing;

namespace Pricing.Api.Tests.Requests;

/// <summary>
/// Names that no key holds: Azurite looks for any, Azure refuses keys of more than 512 characters and blobs of more than 1,024, which no request
/// may fail of.
/// </summary>
public sealed class LongNameTests(AzuriteFixture azurite)
{
    private const string Unknown = "Nobody";

    // Of an issuer without grants the name of none is looked at.
    private const string Grant =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
        + "IIJ,g,3774,JPY,2013-07-10,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15\n";

    private static readonly string TooLong = new('x', 1100);
    private static readonly string Kato = Principals.Of("Kato", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000005"), "Preparer", "Approver");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_NameLongerThanAKey_AreAnsweredAsAnUnknownOneIsWithoutAskingTheStorage()
    {
        var (hook, seen) = (new StorageHook(), new ConcurrentQueue<string>());
        await using var host = await ApiHost.StartAsync(
            azurite,
            new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            Cancellation,
            settings: new Dictionary<string, string?> { ["Identity:Provider"] = "AppService" },
            hook: hook);
        await host.Pipeline.IngestAsync("grants.csv", Grant, Cancellation);
        hook.Look(request => seen.Enqueue(request.Uri.ToUri().AbsoluteUri));

        foreach (var (path, body, status) in ((string, string?, HttpStatusCode)[])
        [
            ("/api/publications/~/1", null, HttpStatusCode.NotFound),
            ("/api/publications/~/1/approve", """{"inputsHash":"h"}""", HttpStatusCode.NotFound),
            ("/api/publications/~/1/reject", """{"reason":"a try"}""", HttpStatusCode.NotFound),
            ("/api/publications/~/1/withdraw", """{"reason":"a try"}""", HttpStatusCode.NotFound),
            ("/api/publications?issuer=~", null, HttpStatusCode.NotFound),
            ("/api/publications?issuer=IIJ&grant=~", null, HttpStatusCode.NotFound),
            ("/api/differences/~/1/keep", """{"valueHash":"h","reason":"a try"}""", HttpStatusCode.NotFound),
            ("/api/closings/~/1/reopen", """{"reason":"a try"}""", HttpStatusCode.NotFound),
            ("/api/closings", """{"issuer":"~","through":"2013-07-11","reason":"a try"}""", HttpStatusCode.UnprocessableEntity),
            ("/api/runs/doubts/~/g/2013-07-11/1", """{"reason":"a try"}""", HttpStatusCode.NotFound),
            ("/api/runs/doubts/IIJ/~/2013-07-11/1", """{"reason":"a try"}""", HttpStatusCode.NotFound),
        ])
        {
            foreach (var name in new[] { Unknown, TooLong })
            {
                using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(path.Replace("~", name, StringComparison.Ordinal), UriKind.Relative));
                request.Headers.Add(Principals.Header, Kato);
                if (body is not null) request.Content = new StringContent(body.Replace("~", name, StringComparison.Ordinal), Encoding.UTF8, "application/json");
                using var answer = await host.Client.SendAsync(request, Cancellation);

                Assert.True(answer.StatusCode == status, $"{path} {name.Length}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
            }
        }

        Assert.Contains(seen, address => address.Contains(Unknown, StringComparison.Ordinal));
        Assert.DoesNotContain(seen, address => address.Contains(TooLong, StringComparison.Ordinal));
        Assert.Empty(host.Errors.Entries);
    }
}
