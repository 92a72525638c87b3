using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Manners;

/// <summary>Headers that stand on an answer, whatever becomes of it.</summary>
internal static class StandingHeaders
{
    /// <summary>Sets them now, and once more when the answer begins: an error takes off what was there before it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="set">Sets them.</param>
    public static void AddTo(HttpResponse response, Action<IHeaderDictionary> set)
    {
        set(response.Headers);
        response.OnStarting(() =>
        {
            set(response.Headers);
            return Task.CompletedTask;
        });
    }
}
