using Pricing.Files.Fields;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Finds the ids that are stored for the holders of an issuer's grant.</summary>
/// <param name="issuer">The issuing company.</param>
/// <param name="grantId">The grant.</param>
/// <returns>The ids, or what of them cannot be read.</returns>
public delegate Task<Outcome<HashSet<string>>> StoredHolderIds(string issuer, string grantId);

/// <summary>
/// The ids of holders in one row that is to be stored. One that is stored already was an id when its file came in, whatever its form,
/// so the rights of that holder can still be exercised and corrected.
/// </summary>
internal sealed class HolderIds
{
    private readonly List<(string Column, string Id)> odd = [];

    /// <summary>Reads an id of whatever form.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="name">The field.</param>
    /// <returns>The id; null where it is missing or cannot be read.</returns>
    public string? Read(FieldReader fields, string name)
    {
        var id = fields.SecretText(name);
        if (id is not null && !HolderId.IsOne(id)) odd.Add((name, id));
        return id;
    }

    /// <summary>Refuses those that are no ids.</summary>
    /// <typeparam name="T">What the row is.</typeparam>
    /// <param name="fields">The row's fields.</param>
    /// <param name="read">What was read.</param>
    /// <param name="grant">The row's grant.</param>
    /// <param name="stored">Asked where one has not the form of an id.</param>
    /// <returns>What was read, or every failure of the row.</returns>
    public async Task<Outcome<T>> JudgeAsync<T>(
        FieldReader fields, T read, (string Issuer, string GrantId) grant, StoredHolderIds stored)
        where T : notnull
    {
        if (odd.Count > 0)
        {
            var known = await stored(grant.Issuer, grant.GrantId);
            if (!known.TryGet(out var ids)) return known.Failures.ToList();

            foreach (var (column, _) in odd.Where(item => !ids.Contains(item.Id))) HolderId.Refuse(fields, column);
        }

        return fields.Failures.Count == 0 ? read : fields.Failures.ToList();
    }
}
